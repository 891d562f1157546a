package dev.tuninglab.app.knobs.fetch;

import static dev.tuninglab.app.knobs.fetch.OrderRows.BOUND;
import static dev.tuninglab.db.jooq.Tables.ORDERS;
import static dev.tuninglab.db.jooq.Tables.ORDER_LINE;
import static dev.tuninglab.db.jooq.Tables.PRODUCT;

import dev.tuninglab.app.shop.domain.Order;
import dev.tuninglab.app.shop.domain.PageRequest;
import dev.tuninglab.db.jooq.tables.Orders;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * One flat join, one row a line, grouped here: 1 statement, with the order's columns sent again in
 * each of its rows.
 */
final class JoinOrderFetch implements OrderFetch {
  private static final int FIRST_LINE_COLUMN = OrderRows.ORDER_COLUMNS.size() + 1;

  private static final String PAGE_WITH_LINES = sql();

  /** The page is cut inside, where a row is still an order: a limit outside would count lines. */
  private static String sql() {
    Table<?> page =
        DSL.select(OrderRows.ORDER_COLUMNS)
            .from(ORDERS)
            .orderBy(ORDERS.PLACED_AT.desc(), ORDERS.ID.desc())
            .limit(BOUND)
            .offset(BOUND)
            .asTable("page");
    Orders order = ORDERS.as("page");
    return OrderRows.SQL
        .select(
            Stream.concat(
                    OrderRows.ORDER_COLUMNS.stream().map(page::field),
                    OrderRows.LINE_COLUMNS.stream())
                .toList())
        .from(page)
        .leftJoin(ORDER_LINE.join(PRODUCT).on(PRODUCT.ID.eq(ORDER_LINE.PRODUCT_ID)))
        .on(ORDER_LINE.ORDER_ID.eq(order.ID))
        .orderBy(order.PLACED_AT.desc(), order.ID.desc(), ORDER_LINE.LINE_NO)
        .getSQL();
  }

  @Override
  public List<Order> page(Connection connection, PageRequest page) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PAGE_WITH_LINES)) {
      OrderRows.bind(statement, page);
      try (ResultSet rows = statement.executeQuery()) {
        return group(rows, page.size());
      }
    }
  }

  private static List<Order> group(ResultSet rows, int size) throws SQLException {
    List<Order> orders = new ArrayList<>(size);
    Order current = null;
    while (rows.next()) {
      if (current == null || current.id() != rows.getLong(1)) {
        current = OrderRows.order(rows);
        orders.add(current);
      }
      boolean hasLine = rows.getInt(FIRST_LINE_COLUMN) > 0;
      if (hasLine) {
        current.lines().add(OrderRows.line(rows, FIRST_LINE_COLUMN));
      }
    }
    return orders;
  }
}
