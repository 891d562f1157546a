package dev.tuninglab.app.shop;

import static dev.tuninglab.app.shop.Sql.BOUND;
import static dev.tuninglab.db.jooq.Tables.ORDER_REQUEST;

import dev.tuninglab.app.shop.Placement.Granted;
import dev.tuninglab.app.shop.Placement.Refused;
import dev.tuninglab.db.jooq.Keys;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Which request placed which order. */
final class IdempotencyKeys {
  /** What is broken when two requests with the same key come at once. */
  static final String CONSTRAINT = Keys.ORDER_REQUEST_PKEY.getName();

  private static final String EARLIER =
      Sql.JOOQ
          .select(ORDER_REQUEST.ORDER_ID, ORDER_REQUEST.REQUEST_HASH)
          .from(ORDER_REQUEST)
          .where(ORDER_REQUEST.IDEMPOTENCY_KEY.eq(""))
          .getSQL();

  private static final String REMEMBER =
      Sql.JOOQ
          .insertInto(
              ORDER_REQUEST,
              ORDER_REQUEST.IDEMPOTENCY_KEY,
              ORDER_REQUEST.ORDER_ID,
              ORDER_REQUEST.REQUEST_HASH,
              ORDER_REQUEST.CREATED_AT)
          .values("", BOUND, "", OffsetDateTime.MIN)
          .getSQL();

  private IdempotencyKeys() {}

  private record Earlier(long order, String hash) {}

  /**
   * What became of the key's request, if there was one; 1 statement, 3 when there was.
   *
   * @param hash of the request that comes with the key now
   */
  static Optional<Placement> earlier(Connection connection, String key, String hash)
      throws SQLException {
    Optional<Earlier> found =
        Sql.first(connection, EARLIER, row -> new Earlier(row.getLong(1), row.getString(2)), key);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    if (!found.get().hash().equals(hash)) {
      return Optional.of(
          new Refused("Idempotency-Key must be new for a new request, but was used before"));
    }
    return Orders.byId(connection, found.get().order()).map(order -> new Granted(order, false));
  }

  /** In the transaction that places the order: they stay together or not at all. */
  static void remember(
      Connection connection, String key, long order, String hash, OffsetDateTime now)
      throws SQLException {
    Sql.run(connection, REMEMBER, key, order, hash, now);
  }
}
