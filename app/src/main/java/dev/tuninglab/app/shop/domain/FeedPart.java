package dev.tuninglab.app.shop.domain;

import java.util.List;

/**
 * A part of the feed of orders.
 *
 * @param next the cursor of the following part; null when there is none
 */
public record FeedPart(List<OrderSummary> items, String next) {}
