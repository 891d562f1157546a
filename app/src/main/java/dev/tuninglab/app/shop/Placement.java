package dev.tuninglab.app.shop;

import dev.tuninglab.app.shop.domain.Order;

/** What became of a wish to order. */
sealed interface Placement {
  /**
   * There is such an order.
   *
   * @param now whether it was placed now, not by an earlier request with the same key
   */
  record Granted(Order order, boolean now) implements Placement {}

  /** Nothing was changed; {@code reason} is one line for the client. */
  record Refused(String reason) implements Placement {}
}
