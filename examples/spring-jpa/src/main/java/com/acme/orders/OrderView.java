package com.acme.orders;

import java.time.Instant;
import java.util.List;

/**
 * What a client sees of an order.
 *
 * @param totalCents the sum over its lines, in cents
 * @param lines in the order of their numbers
 */
record OrderView(
    long id,
    long customerId,
    String status,
    Instant placedAt,
    long totalCents,
    List<LineView> lines) {

  /** What a client sees of a line; the price is of one piece, in cents. */
  record LineView(int lineNo, ProductName product, int quantity, long unitPriceCents) {
    static LineView of(PlacedLine line) {
      return new LineView(
          line.lineNo(),
          new ProductName(line.product().id(), line.product().sku(), line.product().name()),
          line.quantity(),
          line.unitPriceCents());
    }
  }

  /** As much of a product as stands in a line. */
  record ProductName(long id, String sku, String name) {}

  /** Looks at all lines and products, so it needs the transaction that the order was read in. */
  static OrderView of(PlacedOrder order) {
    return new OrderView(
        order.id(),
        order.customerId(),
        order.status(),
        order.placedAt(),
        order.totalCents(),
        order.lines().stream().map(LineView::of).toList());
  }
}
