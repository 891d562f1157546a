package dev.tuninglab.app.shop;

import static dev.tuninglab.app.shop.Sql.BOUND;
import static dev.tuninglab.db.jooq.Tables.ORDERS;
import static dev.tuninglab.db.jooq.Tables.ORDER_EVENT;
import static dev.tuninglab.db.jooq.Tables.ORDER_LINE;
import static dev.tuninglab.db.jooq.Tables.ORDER_REQUEST;
import static dev.tuninglab.db.jooq.Tables.PRODUCT;

import dev.tuninglab.app.shop.Placement.Granted;
import dev.tuninglab.app.shop.Placement.Refused;
import dev.tuninglab.app.shop.domain.Order;
import dev.tuninglab.app.shop.domain.OrderDraft;
import dev.tuninglab.app.shop.domain.OrderLine;
import dev.tuninglab.app.shop.domain.ProductName;
import dev.tuninglab.db.jooq.Keys;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
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

  private static final String EARLIER =
      Sql.JOOQ
          .select(ORDER_REQUEST.ORDER_ID, ORDER_REQUEST.REQUEST_HASH)
          .from(ORDER_REQUEST)
          .where(ORDER_REQUEST.IDEMPOTENCY_KEY.eq(""))
          .getSQL();

  private static final String OFFERS =
      Sql.JOOQ
          .select(PRODUCT.ID, PRODUCT.SKU, PRODUCT.NAME, PRODUCT.PRICE_CENTS)
          .from(PRODUCT)
          .where(PRODUCT.ID.eq(DSL.any(new Long[0])))
          .getSQL();

  private static final String INSERT_ORDER =
      Sql.JOOQ
          .insertInto(
              ORDERS, ORDERS.CUSTOMER_ID, ORDERS.PLACED_AT, ORDERS.TOTAL_CENTS, ORDERS.STATUS)
          .values(DSL.val(BOUND), DSL.val(NOW), DSL.val(BOUND), DSL.inline("placed"))
          .returning(ORDERS.ID)
          .getSQL();

  private static final String INSERT_LINE =
      Sql.JOOQ
          .insertInto(
              ORDER_LINE,
              ORDER_LINE.ORDER_ID,
              ORDER_LINE.LINE_NO,
              ORDER_LINE.PRODUCT_ID,
              ORDER_LINE.QUANTITY,
              ORDER_LINE.UNIT_PRICE_CENTS)
          .values(BOUND, 0, BOUND, 0, BOUND)
          .getSQL();

  private static final String INSERT_EVENT =
      Sql.JOOQ
          .insertInto(ORDER_EVENT)
          .columns(
              ORDER_EVENT.ORDER_ID, ORDER_EVENT.HAPPENED_AT, ORDER_EVENT.KIND, ORDER_EVENT.DETAIL)
          .values(
              DSL.val(BOUND), DSL.val(NOW), DSL.inline("placed"), DSL.inline(JSONB.valueOf("{}")))
          .getSQL();

  private static final String INSERT_REQUEST =
      Sql.JOOQ
          .insertInto(
              ORDER_REQUEST,
              ORDER_REQUEST.IDEMPOTENCY_KEY,
              ORDER_REQUEST.ORDER_ID,
              ORDER_REQUEST.REQUEST_HASH,
              ORDER_REQUEST.CREATED_AT)
          .values("", BOUND, "", NOW)
          .getSQL();

  private static final String TAKE_FROM_STOCK =
      Sql.JOOQ
          .update(PRODUCT)
          .set(PRODUCT.STOCK, PRODUCT.STOCK.minus(0))
          .set(PRODUCT.UPDATED_AT, NOW)
          .where(PRODUCT.ID.eq(BOUND))
          .getSQL();

  private OrderPlacement() {}

  /**
   * Places the draft, or finds what became of it earlier; the connection is in auto-commit mode.
   */
  static Placement place(Connection connection, String key, OrderDraft draft) throws SQLException {
    String hash = RequestHash.of(draft);
    Optional<Placement> earlier = earlier(connection, key, hash);
    return earlier.isPresent() ? earlier.get() : placeNew(connection, key, hash, draft);
  }

  private static Placement placeNew(
      Connection connection, String key, String hash, OrderDraft draft) throws SQLException {
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
      if (breaks(failure, Keys.ORDER_REQUEST_PKEY.getName())) {
        // The same request came twice at once, and the other was first: it is committed by now.
        return earlier(connection, key, hash).orElseThrow(() -> failure);
      }
      if (breaks(failure, Keys.ORDERS__ORDERS_CUSTOMER_ID_FKEY.getName())) {
        return new Refused("customerId must be a known customer, but was " + draft.customerId());
      }
      throw failure;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private static Placement insert(Connection connection, String key, String hash, OrderDraft draft)
      throws SQLException {
    Map<Long, Offer> offers = offers(connection, draft);
    List<OrderLine> lines = new ArrayList<>();
    for (OrderDraft.Line wanted : draft.lines()) {
      Offer offer = offers.get(wanted.productId());
      if (offer == null) {
        return new Refused(
            "lines[%d].productId must be a known product, but was %d"
                .formatted(lines.size(), wanted.productId()));
      }
      lines.add(
          new OrderLine(lines.size() + 1, offer.product(), wanted.quantity(), offer.priceCents()));
    }
    long total = lines.stream().mapToLong(line -> line.unitPriceCents() * line.quantity()).sum();
    // PostgreSQL keeps microseconds: what is answered now must be what is read later.
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
    long id =
        Sql.first(connection, INSERT_ORDER, row -> row.getLong(1), draft.customerId(), now, total)
            .orElseThrow();
    Sql.batch(connection, INSERT_LINE, lineRows(id, lines));
    Sql.run(connection, INSERT_EVENT, id, now);
    Sql.run(connection, INSERT_REQUEST, key, id, hash, now);
    Sql.batch(connection, TAKE_FROM_STOCK, stockRows(lines, now));
    return new Granted(
        new Order(id, draft.customerId(), "placed", now.toInstant(), total, lines), true);
  }

  private static List<Object[]> lineRows(long order, List<OrderLine> lines) {
    return lines.stream()
        .map(
            line ->
                new Object[] {
                  order, line.lineNo(), line.product().id(), line.quantity(), line.unitPriceCents()
                })
        .toList();
  }

  /**
   * Last in the transaction, since rows of products that all want are locked from here on; in the
   * order of their ids, since two orders that lock the same products otherwise can deadlock.
   */
  private static List<Object[]> stockRows(List<OrderLine> lines, OffsetDateTime now) {
    return lines.stream()
        .sorted(Comparator.comparingLong(line -> line.product().id()))
        .map(line -> new Object[] {line.quantity(), now, line.product().id()})
        .toList();
  }

  private record Offer(ProductName product, long priceCents) {}

  private static Map<Long, Offer> offers(Connection connection, OrderDraft draft)
      throws SQLException {
    Object[] ids = draft.lines().stream().map(OrderDraft.Line::productId).toArray();
    return Sql.list(
            connection,
            OFFERS,
            row ->
                new Offer(
                    new ProductName(row.getLong(1), row.getString(2), row.getString(3)),
                    row.getLong(4)),
            connection.createArrayOf("bigint", ids))
        .stream()
        .collect(Collectors.toMap(offer -> offer.product().id(), Function.identity()));
  }

  private record Earlier(long order, String hash) {}

  private static Optional<Placement> earlier(Connection connection, String key, String hash)
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

  private static boolean breaks(SQLException failure, String constraint) {
    return failure instanceof PSQLException refusal
        && refusal.getServerErrorMessage() != null
        && constraint.equals(refusal.getServerErrorMessage().getConstraint());
  }
}
