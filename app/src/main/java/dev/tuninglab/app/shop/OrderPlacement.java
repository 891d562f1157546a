package dev.tuninglab.app.shop;

import static dev.tuninglab.app.shop.Sql.BOUND;
import static dev.tuninglab.db.jooq.Tables.ORDERS;
import static dev.tuninglab.db.jooq.Tables.ORDER_EVENT;

import dev.tuninglab.app.knobs.write.OrderWrite;
import dev.tuninglab.app.shop.Placement.Granted;
import dev.tuninglab.app.shop.Placement.Refused;
import dev.tuninglab.app.shop.domain.Order;
import dev.tuninglab.app.shop.domain.OrderDraft;
import dev.tuninglab.app.shop.domain.OrderLine;
import dev.tuninglab.db.jooq.Keys;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.postgresql.util.PSQLException;

/**
 * Places an order in one transaction, once a key however often it is asked.
 *
 * <p>The stock of a product may fall below zero: the shop takes back orders.
 */
final class OrderPlacement {
  private static final OffsetDateTime NOW = OffsetDateTime.MIN;

  private static final String INSERT_ORDER =
      Sql.JOOQ
          .insertInto(
              ORDERS, ORDERS.CUSTOMER_ID, ORDERS.PLACED_AT, ORDERS.TOTAL_CENTS, ORDERS.STATUS)
          .values(DSL.val(BOUND), DSL.val(NOW), DSL.val(BOUND), DSL.inline("placed"))
          .returning(ORDERS.ID)
          .getSQL();

  private static final String INSERT_EVENT =
      Sql.JOOQ
          .insertInto(ORDER_EVENT)
          .columns(
              ORDER_EVENT.ORDER_ID, ORDER_EVENT.HAPPENED_AT, ORDER_EVENT.KIND, ORDER_EVENT.DETAIL)
          .values(
              DSL.val(BOUND), DSL.val(NOW), DSL.inline("placed"), DSL.inline(JSONB.valueOf("{}")))
          .getSQL();

  private final OrderWrite write;

  OrderPlacement(OrderWrite write) {
    this.write = write;
  }

  /**
   * Places the draft, or finds what became of it earlier; the connection is in auto-commit mode.
   */
  Placement place(Connection connection, String key, OrderDraft draft) throws SQLException {
    String hash = RequestHash.of(draft);
    Optional<Placement> earlier = IdempotencyKeys.earlier(connection, key, hash);
    return earlier.isPresent() ? earlier.get() : placeNew(connection, key, hash, draft);
  }

  private Placement placeNew(Connection connection, String key, String hash, OrderDraft draft)
      throws SQLException {
    connection.setAutoCommit(false);
    try {
      Placement placement = insert(connection, key, hash, draft);
      if (placement instanceof Granted) {
        connection.commit();
      } else {
        connection.rollback();
      }
      return placement;
    } catch (SQLException failure) {
      connection.rollback();
      if (breaks(failure, IdempotencyKeys.CONSTRAINT)) {
        // The same request came twice at once, and the other was first: it is committed by now.
        return IdempotencyKeys.earlier(connection, key, hash).orElseThrow(() -> failure);
      }
      if (breaks(failure, Keys.ORDERS__ORDERS_CUSTOMER_ID_FKEY.getName())) {
        return new Refused("customerId must be a known customer, but was " + draft.customerId());
      }
      throw failure;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private Placement insert(Connection connection, String key, String hash, OrderDraft draft)
      throws SQLException {
    Offers offers = Offers.of(connection, draft);
    OptionalInt unknown = offers.firstUnknown();
    if (unknown.isPresent()) {
      int line = unknown.getAsInt();
      return new Refused(
          "lines[%d].productId must be a known product, but was %d"
              .formatted(line, draft.lines().get(line).productId()));
    }
    List<OrderLine> lines = offers.lines();
    long total = lines.stream().mapToLong(line -> line.unitPriceCents() * line.quantity()).sum();
    // PostgreSQL keeps microseconds: what is answered now must be what is read later.
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
    long id =
        Sql.first(connection, INSERT_ORDER, row -> row.getLong(1), draft.customerId(), now, total)
            .orElseThrow();
    write.insertLines(connection, id, lines);
    Sql.run(connection, INSERT_EVENT, id, now);
    IdempotencyKeys.remember(connection, key, id, hash, now);
    write.takeFromStock(connection, lines, now);
    return new Granted(
        new Order(id, draft.customerId(), "placed", now.toInstant(), total, lines), true);
  }

  private static boolean breaks(SQLException failure, String constraint) {
    return failure instanceof PSQLException refusal
        && refusal.getServerErrorMessage() != null
        && constraint.equals(refusal.getServerErrorMessage().getConstraint());
  }
}
