package dev.tuninglab.app.shop;

import static dev.tuninglab.db.jooq.Tables.ORDER_EVENT;

import dev.tuninglab.app.shop.domain.EventCount;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Reads what happened to orders. */
final class Events {
  private static final OffsetDateTime INSTANT = OffsetDateTime.MIN;

  private static final Field<LocalDate> DAY =
      DSL.field("({0} at time zone 'UTC')::date", LocalDate.class, ORDER_EVENT.HAPPENED_AT);

  /** Bound: from, until. */
  private static final String COUNTS =
      Sql.JOOQ
          .select(DAY, ORDER_EVENT.KIND, DSL.count())
          .from(ORDER_EVENT)
          .where(ORDER_EVENT.HAPPENED_AT.ge(INSTANT))
          .and(ORDER_EVENT.HAPPENED_AT.lt(INSTANT))
          .groupBy(DAY, ORDER_EVENT.KIND)
          .orderBy(DAY, ORDER_EVENT.KIND)
          .getSQL();

  private Events() {}

  /** Events by day and kind, the oldest day first; 1 statement. */
  static List<EventCount> counts(Connection connection, Instant from, Instant until)
      throws SQLException {
    return Sql.list(
        connection,
        COUNTS,
        row -> new EventCount(row.getObject(1, LocalDate.class), row.getString(2), row.getLong(3)),
        from.atOffset(ZoneOffset.UTC),
        until.atOffset(ZoneOffset.UTC));
  }
}
