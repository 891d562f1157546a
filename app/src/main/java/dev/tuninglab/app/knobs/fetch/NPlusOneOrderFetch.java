package dev.tuninglab.app.knobs.fetch;

import static dev.tuninglab.app.knobs.fetch.OrderRows.BOUND;
import static dev.tuninglab.db.jooq.Tables.ORDER_LINE;
import static dev.tuninglab.db.jooq.Tables.PRODUCT;

import dev.tuninglab.app.shop.domain.Order;
import dev.tuninglab.app.shop.domain.PageRequest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * One statement for the page's orders, then one for each order's lines: 1 + N statements, and as
 * many round trips. What an object mapper does when a loop touches a lazy collection.
 */
final class NPlusOneOrderFetch implements OrderFetch {
  private static final String LINES =
      OrderRows.SQL
          .select(OrderRows.LINE_COLUMNS)
          .from(ORDER_LINE)
          .join(PRODUCT)
          .on(PRODUCT.ID.eq(ORDER_LINE.PRODUCT_ID))
          .where(ORDER_LINE.ORDER_ID.eq(BOUND))
          .orderBy(ORDER_LINE.LINE_NO)
          .getSQL();

  @Override
  public List<Order> page(Connection connection, PageRequest page) throws SQLException {
    List<Order> orders = OrderRows.ordersWithoutLines(connection, page);
    for (Order order : orders) {
      addLines(connection, order);
    }
    return orders;
  }

  private static void addLines(Connection connection, Order order) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LINES)) {
      statement.setLong(1, order.id());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          order.lines().add(OrderRows.line(rows, 1));
        }
      }
    }
  }
}
