package dev.tuninglab.app.knobs.json;

import dev.tuninglab.app.shop.domain.PageRequest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * PostgreSQL builds the whole document: 1 statement, one row of one column, whose bytes go to the
 * client as they came. No order ever becomes an object here.
 */
final class PostgresOrderDocuments implements OrderDocuments {
  /**
   * {@code row_to_json} and {@code array_to_json} write no blanks and keep the order of columns;
   * {@code json_build_object} and {@code json_agg} write blanks, {@code jsonb} sorts.
   *
   * <p>An instant gets as many digits of its fraction as {@link java.time.Instant#toString} gives
   * it: none, 3 or 6, in the years 1 to 9999.
   */
  private static final String DOCUMENT =
      """
      select orders.id, orders.customer_id as "customerId", orders.status,
        to_char(orders.placed_at at time zone 'UTC',
          case when extract(microseconds from orders.placed_at) % 1000000 = 0
                 then 'YYYY-MM-DD"T"HH24:MI:SS"Z"'
               when extract(microseconds from orders.placed_at) % 1000 = 0
                 then 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'
               else 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"' end) as "placedAt",
        orders.total_cents as "totalCents",
        array_to_json(array(
          select row_to_json(line)
          from order_line
            join product on product.id = order_line.product_id
            cross join lateral (select product.id, product.sku, product.name) as shown
            cross join lateral (
              select order_line.line_no as "lineNo", row_to_json(shown) as product,
                order_line.quantity, order_line.unit_price_cents as "unitPriceCents") as line
          where order_line.order_id = orders.id
          order by order_line.line_no)) as lines""";

  /** Bound: id. */
  private static final String BY_ID =
      """
      select row_to_json(document)
      from orders cross join lateral (%s) as document
      where orders.id = ?"""
          .formatted(DOCUMENT);

  /** Bound: size, offset. */
  private static final String PAGE =
      """
      select row_to_json(page) from (
        select array_to_json(array(
          select row_to_json(document)
          from (select * from orders order by placed_at desc, id desc limit ? offset ?) as orders
            cross join lateral (%s) as document
          order by orders.placed_at desc, orders.id desc)) as items) as page"""
          .formatted(DOCUMENT);

  @Override
  public Optional<Document> byId(Connection connection, long id) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(BY_ID)) {
      statement.setLong(1, id);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(document(rows)) : Optional.empty();
      }
    }
  }

  @Override
  public Document page(Connection connection, PageRequest page) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PAGE)) {
      statement.setLong(1, page.size());
      statement.setLong(2, page.offset());
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return document(rows);
      }
    }
  }

  /** Bytes, not text: the driver speaks UTF-8 with PostgreSQL, so there is nothing to convert. */
  private static Document document(ResultSet row) throws SQLException {
    byte[] json = row.getBytes(1);
    return () -> json;
  }
}
