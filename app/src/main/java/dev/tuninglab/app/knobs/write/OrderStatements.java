package dev.tuninglab.app.knobs.write;

import dev.tuninglab.app.shop.domain.OrderLine;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;

/** One statement a line, for the variants that run it once for each. */
final class OrderStatements {
  static final String INSERT_LINE =
      """
      insert into order_line (order_id, line_no, product_id, quantity, unit_price_cents)
      values (?, ?, ?, ?, ?)""";

  static final String TAKE_FROM_STOCK =
      "update product set stock = stock - ?, updated_at = ? where id = ?";

  private OrderStatements() {}

  static void bindLine(PreparedStatement statement, long order, OrderLine line)
      throws SQLException {
    statement.setLong(1, order);
    statement.setInt(2, line.lineNo());
    statement.setLong(3, line.product().id());
    statement.setInt(4, line.quantity());
    statement.setLong(5, line.unitPriceCents());
  }

  static void bindStock(PreparedStatement statement, OrderLine line, OffsetDateTime now)
      throws SQLException {
    statement.setInt(1, line.quantity());
    statement.setObject(2, now);
    statement.setLong(3, line.product().id());
  }

  /** The order in which every transaction locks products. */
  static List<OrderLine> byProduct(List<OrderLine> lines) {
    return lines.stream().sorted(Comparator.comparingLong(line -> line.product().id())).toList();
  }
}
