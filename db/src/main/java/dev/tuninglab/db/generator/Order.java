package dev.tuninglab.db.generator;

import java.util.List;

/**
 * One generated order with its lines.
 *
 * @param placedAt seconds since the epoch
 */
record Order(long id, int customerId, String status, long placedAt, List<Line> lines) {
  /** One line; its place in the list is its number. */
  record Line(int productId, int quantity, long unitPriceCents) {}

  long totalCents() {
    return lines.stream().mapToLong(line -> line.quantity() * line.unitPriceCents()).sum();
  }
}
