package dev.tuninglab.app.shop.domain;

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
