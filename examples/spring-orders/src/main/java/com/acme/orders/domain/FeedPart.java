// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.domain;

import java.util.List;

/**
 * A part of the feed of orders.
 *
 * @param next the cursor of the following part; null when there is none
 */
public record FeedPart(List<OrderSummary> items, String next) {}
