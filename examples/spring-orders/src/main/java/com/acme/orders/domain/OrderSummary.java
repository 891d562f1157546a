// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.domain;

import java.time.Instant;

/** An order without its lines; {@code totalCents} is in cents. */
public record OrderSummary(
    long id, long customerId, String status, Instant placedAt, long totalCents) {}
