// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.fetch;

import static com.acme.orders.jooq.Tables.ORDER_LINE;
import static com.acme.orders.jooq.Tables.PRODUCT;

import com.acme.orders.domain.Order;
import com.acme.orders.domain.PageRequest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jooq.impl.DSL;

/** One statement for the page's orders and one for the lines of them all: 2 statements. */
final class BatchOrderFetch implements OrderFetch {
  /**
   * An array, not an IN list: the text is the same for every number of orders, so plans are kept.
   */
  private static final String LINES =
      OrderRows.SQL
          .select(
              Stream.concat(Stream.of(ORDER_LINE.ORDER_ID), OrderRows.LINE_COLUMNS.stream())
                  .toList())
          .from(ORDER_LINE)
          .join(PRODUCT)
          .on(PRODUCT.ID.eq(ORDER_LINE.PRODUCT_ID))
          .where(ORDER_LINE.ORDER_ID.eq(DSL.any(new Long[0])))
          .orderBy(ORDER_LINE.ORDER_ID, ORDER_LINE.LINE_NO)
          .getSQL();

  @Override
  public List<Order> page(Connection connection, PageRequest page) throws SQLException {
    List<Order> orders = OrderRows.ordersWithoutLines(connection, page);
    if (!orders.isEmpty()) {
      addLines(connection, orders);
    }
    return orders;
  }

  private static void addLines(Connection connection, List<Order> orders) throws SQLException {
    Map<Long, Order> byId = new HashMap<>();
    orders.forEach(order -> byId.put(order.id(), order));
    try (PreparedStatement statement = connection.prepareStatement(LINES)) {
      statement.setArray(1, connection.createArrayOf("bigint", byId.keySet().toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          byId.get(rows.getLong(1)).lines().add(OrderRows.line(rows, 2));
        }
      }
    }
  }
}
