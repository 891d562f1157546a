package dev.tuninglab.app.shop;

import static dev.tuninglab.app.shop.Sql.BOUND;
import static dev.tuninglab.db.jooq.Tables.CUSTOMER;
import static dev.tuninglab.db.jooq.Tables.ORDERS;
import static dev.tuninglab.db.jooq.Tables.ORDER_LINE;
import static dev.tuninglab.db.jooq.Tables.PRODUCT;

import dev.tuninglab.app.shop.domain.Order;
import dev.tuninglab.app.shop.domain.OrderLine;
import dev.tuninglab.app.shop.domain.OrderSummary;
import dev.tuninglab.app.shop.domain.PageRequest;
import dev.tuninglab.app.shop.domain.ProductName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Reads orders, where how they are read is no question. */
final class Orders {
  private static final String ORDER =
      Sql.JOOQ
          .select(ORDERS.ID, ORDERS.CUSTOMER_ID, ORDERS.STATUS, ORDERS.PLACED_AT)
          .select(ORDERS.TOTAL_CENTS)
          .from(ORDERS)
          .where(ORDERS.ID.eq(BOUND))
          .getSQL();

  private static final String LINES =
      Sql.JOOQ
          .select(ORDER_LINE.LINE_NO, PRODUCT.ID, PRODUCT.SKU, PRODUCT.NAME, ORDER_LINE.QUANTITY)
          .select(ORDER_LINE.UNIT_PRICE_CENTS)
          .from(ORDER_LINE)
          .join(PRODUCT)
          .on(PRODUCT.ID.eq(ORDER_LINE.PRODUCT_ID))
          .where(ORDER_LINE.ORDER_ID.eq(BOUND))
          .orderBy(ORDER_LINE.LINE_NO)
          .getSQL();

  /** Bound: customer, offset, size. */
  private static final String OF_CUSTOMER =
      Sql.JOOQ
          .select(ORDERS.ID, ORDERS.CUSTOMER_ID, ORDERS.STATUS, ORDERS.PLACED_AT)
          .select(ORDERS.TOTAL_CENTS)
          .from(ORDERS)
          .where(ORDERS.CUSTOMER_ID.eq(BOUND))
          .orderBy(ORDERS.PLACED_AT.desc(), ORDERS.ID.desc())
          .limit(BOUND)
          .offset(BOUND)
          .getSQL();

  private static final String CUSTOMER_ID =
      Sql.JOOQ.select(CUSTOMER.ID).from(CUSTOMER).where(CUSTOMER.ID.eq(BOUND)).getSQL();

  private Orders() {}

  /** The order with its lines; 2 statements. */
  static Optional<Order> byId(Connection connection, long id) throws SQLException {
    Optional<OrderSummary> found = Sql.first(connection, ORDER, Orders::summary, id);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    OrderSummary order = found.get();
    List<OrderLine> lines = Sql.list(connection, LINES, Orders::line, id);
    return Optional.of(
        new Order(
            order.id(),
            order.customerId(),
            order.status(),
            order.placedAt(),
            order.totalCents(),
            lines));
  }

  /** A customer's orders, newest first; empty when there is no such customer. */
  static Optional<List<OrderSummary>> ofCustomer(
      Connection connection, long customer, PageRequest page) throws SQLException {
    List<OrderSummary> orders =
        Sql.list(connection, OF_CUSTOMER, Orders::summary, customer, page.offset(), page.size());
    boolean known =
        !orders.isEmpty()
            || Sql.first(connection, CUSTOMER_ID, row -> row.getLong(1), customer).isPresent();
    return known ? Optional.of(orders) : Optional.empty();
  }

  private static OrderSummary summary(ResultSet row) throws SQLException {
    return new OrderSummary(
        row.getLong(1), row.getLong(2), row.getString(3), Sql.instant(row, 4), row.getLong(5));
  }

  private static OrderLine line(ResultSet row) throws SQLException {
    return new OrderLine(
        row.getInt(1),
        new ProductName(row.getLong(2), row.getString(3), row.getString(4)),
        row.getInt(5),
        row.getLong(6));
  }
}
