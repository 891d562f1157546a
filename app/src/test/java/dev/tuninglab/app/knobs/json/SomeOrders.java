package dev.tuninglab.app.knobs.json;

import dev.tuninglab.app.shop.domain.Order;
import dev.tuninglab.app.shop.domain.OrderLine;
import dev.tuninglab.app.shop.domain.PageRequest;
import dev.tuninglab.app.shop.domain.ProductName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads orders for the variants that want objects, as plainly as can be. */
final class SomeOrders implements OrderReader {
  @Override
  public Optional<Order> byId(Connection connection, long id) throws SQLException {
    return read(connection, "where id = ?", id).stream().findFirst();
  }

  @Override
  public List<Order> page(Connection connection, PageRequest page) throws SQLException {
    return read(
        connection,
        "order by placed_at desc, id desc limit ? offset ?",
        (long) page.size(),
        (long) page.offset());
  }

  private static List<Order> read(Connection connection, String which, Long... values)
      throws SQLException {
    List<Order> orders = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select id, customer_id, status, placed_at, total_cents from orders " + which)) {
      for (int i = 0; i < values.length; i++) {
        statement.setLong(i + 1, values[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          orders.add(
              new Order(
                  row.getLong(1),
                  row.getLong(2),
                  row.getString(3),
                  row.getObject(4, OffsetDateTime.class).toInstant(),
                  row.getLong(5),
                  lines(connection, row.getLong(1))));
        }
      }
    }
    return orders;
  }

  private static List<OrderLine> lines(Connection connection, long order) throws SQLException {
    List<OrderLine> lines = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select line_no, product.id, sku, name, quantity, unit_price_cents
            from order_line join product on product.id = product_id
            where order_id = ? order by line_no""")) {
      statement.setLong(1, order);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          lines.add(
              new OrderLine(
                  row.getInt(1),
                  new ProductName(row.getLong(2), row.getString(3), row.getString(4)),
                  row.getInt(5),
                  row.getLong(6)));
        }
      }
    }
    return lines;
  }
}
