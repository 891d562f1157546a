// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.page;

import static com.acme.orders.jooq.Tables.ORDERS;

import com.acme.orders.domain.OrderSummary;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.SelectSeekStep2;
import org.jooq.impl.DSL;

/**
 * What the variants have in common, so that they differ in how they find a part and in nothing
 * else.
 *
 * <p>jOOQ builds each statement once, when its class is loaded; a request runs the SQL that was
 * kept, by plain JDBC.
 */
final class FeedRows {
  /** Stands for a number that is bound at each call. */
  static final long BOUND = 0;

  /** Stands for an instant that is bound at each call. */
  static final OffsetDateTime BOUND_INSTANT = at(Instant.EPOCH);

  private static final DSLContext SQL = DSL.using(SQLDialect.POSTGRES);

  private FeedRows() {}

  /**
   * The whole feed, to be cut by its user; bound: since. Many orders share an instant: the id makes
   * the order total, and so every position in it unique.
   */
  static SelectSeekStep2<? extends Record, OffsetDateTime, Long> feed() {
    return SQL.select(ORDERS.ID, ORDERS.CUSTOMER_ID, ORDERS.STATUS, ORDERS.PLACED_AT)
        .select(ORDERS.TOTAL_CENTS)
        .from(ORDERS)
        .where(ORDERS.PLACED_AT.ge(BOUND_INSTANT))
        .orderBy(ORDERS.PLACED_AT.desc(), ORDERS.ID.desc());
  }

  static List<OrderSummary> list(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        List<OrderSummary> orders = new ArrayList<>();
        while (rows.next()) {
          orders.add(order(rows));
        }
        return orders;
      }
    }
  }

  private static OrderSummary order(ResultSet row) throws SQLException {
    return new OrderSummary(
        row.getLong(1),
        row.getLong(2),
        row.getString(3),
        row.getObject(4, OffsetDateTime.class).toInstant(),
        row.getLong(5));
  }

  /** As JDBC takes it. */
  static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
