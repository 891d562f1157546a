package dev.tuninglab.app.knobs.write;

import dev.tuninglab.app.shop.domain.OrderLine;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * How the many rows of one order are written: the seam of the knob {@code write}. The caller has a
 * transaction open, and ends it.
 */
public interface OrderWrite {
  /**
   * Inserts the lines of an order.
   *
   * @param order that is in the database already
   * @param lines 1 or more
   */
  void insertLines(Connection connection, long order, List<OrderLine> lines) throws SQLException;

  /**
   * Takes what the lines hold from the stock of their products, which may fall below zero.
   *
   * <p>To be called last in the transaction, since rows of products that all want are locked from
   * here on. They are locked in the order of their ids: two orders that lock the same products in
   * different orders can wait for each other for ever.
   *
   * @param lines 1 or more, each of another product
   * @param now when the products changed
   */
  void takeFromStock(Connection connection, List<OrderLine> lines, OffsetDateTime now)
      throws SQLException;
}
