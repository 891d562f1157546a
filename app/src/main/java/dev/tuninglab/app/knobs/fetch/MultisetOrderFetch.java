package dev.tuninglab.app.knobs.fetch;

import static dev.tuninglab.app.knobs.fetch.OrderRows.BOUND;
import static dev.tuninglab.db.jooq.Tables.ORDERS;
import static dev.tuninglab.db.jooq.Tables.ORDER_LINE;
import static dev.tuninglab.db.jooq.Tables.PRODUCT;

import dev.tuninglab.app.shop.domain.Order;
import dev.tuninglab.app.shop.domain.OrderLine;
import dev.tuninglab.app.shop.domain.PageRequest;
import dev.tuninglab.app.shop.domain.ProductName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jooq.Field;
import org.jooq.Record6;
import org.jooq.Result;
import org.jooq.Select;
import org.jooq.impl.DSL;

/**
 * One statement with the lines nested in their order's row by jOOQ's MULTISET: PostgreSQL packs
 * them as JSON, jOOQ unpacks them. 1 statement, nothing sent twice, and JSON to pay for.
 */
final class MultisetOrderFetch implements OrderFetch {
  private static final Field<Result<Record6<Integer, Long, String, String, Integer, Long>>> LINES =
      DSL.multiset(
              DSL.select(
                      ORDER_LINE.LINE_NO,
                      PRODUCT.ID,
                      PRODUCT.SKU,
                      PRODUCT.NAME,
                      ORDER_LINE.QUANTITY,
                      ORDER_LINE.UNIT_PRICE_CENTS)
                  .from(ORDER_LINE)
                  .join(PRODUCT)
                  .on(PRODUCT.ID.eq(ORDER_LINE.PRODUCT_ID))
                  .where(ORDER_LINE.ORDER_ID.eq(ORDERS.ID))
                  .orderBy(ORDER_LINE.LINE_NO))
          .as("lines");

  private static final Select<?> PAGE =
      OrderRows.SQL
          .select(OrderRows.ORDER_COLUMNS)
          .select(LINES)
          .from(ORDERS)
          .orderBy(ORDERS.PLACED_AT.desc(), ORDERS.ID.desc())
          .limit(BOUND)
          .offset(BOUND);

  private static final String PAGE_WITH_LINES = PAGE.getSQL();

  private static final Field<?>[] COLUMNS = PAGE.fields();

  @Override
  public List<Order> page(Connection connection, PageRequest page) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PAGE_WITH_LINES)) {
      OrderRows.bind(statement, page);
      try (ResultSet rows = statement.executeQuery()) {
        return OrderRows.SQL.fetch(rows, COLUMNS).map(MultisetOrderFetch::order);
      }
    }
  }

  private static Order order(org.jooq.Record row) {
    return new Order(
        row.get(ORDERS.ID),
        row.get(ORDERS.CUSTOMER_ID),
        row.get(ORDERS.STATUS),
        row.get(ORDERS.PLACED_AT).toInstant(),
        row.get(ORDERS.TOTAL_CENTS),
        row.get(LINES).map(MultisetOrderFetch::line));
  }

  private static OrderLine line(Record6<Integer, Long, String, String, Integer, Long> row) {
    return new OrderLine(
        row.value1(),
        new ProductName(row.value2(), row.value3(), row.value4()),
        row.value5(),
        row.value6());
  }
}
