package dev.tuninglab.app.knobs.write;

import dev.tuninglab.app.shop.domain.OrderLine;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;

/**
 * One array a column, which PostgreSQL turns into rows: one statement a table, with one text (and
 * one plan) for every number of lines.
 */
final class UnnestOrderWrite implements OrderWrite {
  private static final String INSERT_LINES =
      """
      insert into order_line (order_id, line_no, product_id, quantity, unit_price_cents)
      select ?, line.*
      from unnest(?::integer[], ?::bigint[], ?::integer[], ?::bigint[]) line""";

  /**
   * An update locks rows in whatever order its join finds them. So the join finds only rows that
   * are locked already, in order: sorting comes before locking, and no row is updated before it has
   * come through {@code locked}.
   *
   * <p>"No key", as an update of these columns itself would lock: a plain "for update" keeps others
   * from inserting lines of the same product (their foreign key wants to know that it stays), and
   * of two that have inserted theirs, neither could go on.
   */
  private static final String TAKE_FROM_STOCK =
      """
      with locked as materialized (
        select id from product where id = any(?) order by id for no key update)
      update product set stock = stock - taken.quantity, updated_at = ?
      from locked join unnest(?::bigint[], ?::integer[]) taken (product_id, quantity)
        on taken.product_id = locked.id
      where product.id = locked.id""";

  @Override
  public void insertLines(Connection connection, long order, List<OrderLine> lines)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(INSERT_LINES)) {
      statement.setLong(1, order);
      statement.setArray(2, column(connection, "integer", lines, OrderLine::lineNo));
      statement.setArray(3, column(connection, "bigint", lines, line -> line.product().id()));
      statement.setArray(4, column(connection, "integer", lines, OrderLine::quantity));
      statement.setArray(5, column(connection, "bigint", lines, OrderLine::unitPriceCents));
      statement.executeUpdate();
    }
  }

  @Override
  public void takeFromStock(Connection connection, List<OrderLine> lines, OffsetDateTime now)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(TAKE_FROM_STOCK)) {
      Array products = column(connection, "bigint", lines, line -> line.product().id());
      statement.setArray(1, products);
      statement.setObject(2, now);
      statement.setArray(3, products);
      statement.setArray(4, column(connection, "integer", lines, OrderLine::quantity));
      statement.executeUpdate();
    }
  }

  private static Array column(
      Connection connection, String type, List<OrderLine> lines, Function<OrderLine, ?> value)
      throws SQLException {
    return connection.createArrayOf(type, lines.stream().map(value).toArray());
  }
}
