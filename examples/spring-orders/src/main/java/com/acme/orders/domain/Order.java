// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.domain;

import java.time.Instant;
import java.util.List;

/**
 * An order with its lines.
 *
 * @param totalCents the sum over its lines, in cents
 * @param lines in the order of their numbers
 */
public record Order(
    long id,
    long customerId,
    String status,
    Instant placedAt,
    long totalCents,
    List<OrderLine> lines) {}
