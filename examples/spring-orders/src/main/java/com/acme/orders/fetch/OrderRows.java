// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.fetch;

import static com.acme.orders.jooq.Tables.ORDERS;
import static com.acme.orders.jooq.Tables.ORDER_LINE;
import static com.acme.orders.jooq.Tables.PRODUCT;

import com.acme.orders.domain.Order;
import com.acme.orders.domain.OrderLine;
import com.acme.orders.domain.PageRequest;
import com.acme.orders.domain.ProductName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/**
 * What the variants have in common: the columns, and how a row becomes an object.
 *
 * <p>jOOQ builds each statement once, when its class is loaded; what runs a request is the SQL that
 * was kept, by plain JDBC. Rendering anew at each call costs 10-20% of the throughput, and that
 * cost would hide the one in question. Rows are read by position, in the order of these lists.
 */
final class OrderRows {
  static final DSLContext SQL = DSL.using(SQLDialect.POSTGRES);

  /** Stands for a number that is bound at each call. */
  static final long BOUND = 0;

  static final List<Field<?>> ORDER_COLUMNS =
      List.of(ORDERS.ID, ORDERS.CUSTOMER_ID, ORDERS.STATUS, ORDERS.PLACED_AT, ORDERS.TOTAL_CENTS);

  static final List<Field<?>> LINE_COLUMNS =
      List.of(
          ORDER_LINE.LINE_NO,
          PRODUCT.ID,
          PRODUCT.SKU,
          PRODUCT.NAME,
          ORDER_LINE.QUANTITY,
          ORDER_LINE.UNIT_PRICE_CENTS);

  /** A page of orders alone; bound: offset, size. */
  static final String PAGE =
      SQL.select(ORDER_COLUMNS)
          .from(ORDERS)
          .orderBy(ORDERS.PLACED_AT.desc(), ORDERS.ID.desc())
          .limit(BOUND)
          .offset(BOUND)
          .getSQL();

  private OrderRows() {}

  /** The page's orders, each with an empty list that the caller fills with its lines. */
  static List<Order> ordersWithoutLines(Connection connection, PageRequest page)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PAGE)) {
      bind(statement, page);
      try (ResultSet rows = statement.executeQuery()) {
        List<Order> orders = new ArrayList<>(page.size());
        while (rows.next()) {
          orders.add(order(rows));
        }
        return orders;
      }
    }
  }

  /** jOOQ renders a page as {@code offset ? rows fetch next ? rows only}. */
  static void bind(PreparedStatement statement, PageRequest page) throws SQLException {
    statement.setLong(1, page.offset());
    statement.setLong(2, page.size());
  }

  /** The order in a row's first columns, with an empty, growing list of lines. */
  static Order order(ResultSet row) throws SQLException {
    return new Order(
        row.getLong(1),
        row.getLong(2),
        row.getString(3),
        row.getObject(4, OffsetDateTime.class).toInstant(),
        row.getLong(5),
        new ArrayList<>());
  }

  /** The line in a row's columns from {@code first} on. */
  static OrderLine line(ResultSet row, int first) throws SQLException {
    return new OrderLine(
        row.getInt(first),
        new ProductName(row.getLong(first + 1), row.getString(first + 2), row.getString(first + 3)),
        row.getInt(first + 4),
        row.getLong(first + 5));
  }
}
