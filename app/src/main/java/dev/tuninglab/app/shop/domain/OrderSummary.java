package dev.tuninglab.app.shop.domain;

import java.time.Instant;

/** An order without its lines; {@code totalCents} is in cents. */
public record OrderSummary(
    long id, long customerId, String status, Instant placedAt, long totalCents) {}
