package dev.tuninglab.app.knobs.load;

import static dev.tuninglab.db.jooq.Tables.PRODUCT;

import dev.tuninglab.app.shop.domain.PageRequest;
import dev.tuninglab.app.shop.domain.ProductName;
import dev.tuninglab.app.shop.domain.ProductSummary;
import dev.tuninglab.db.jooq.tables.Product;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * What the variants have in common, so that they differ in how much they read and in nothing else.
 *
 * <p>jOOQ builds each statement once, when its class is loaded; a request runs the SQL that was
 * kept, by plain JDBC.
 */
final class ProductRows {
  static final List<SelectFieldOrAsterisk> LIST_COLUMNS =
      List.of(
          PRODUCT.ID,
          PRODUCT.SKU,
          PRODUCT.NAME,
          PRODUCT.CATEGORY,
          PRODUCT.PRICE_CENTS,
          PRODUCT.STOCK);

  private static final DSLContext SQL = DSL.using(SQLDialect.POSTGRES);

  /** Stands for a number that is bound at each call. */
  private static final long BOUND = 0;

  /** As many as fit beside a product. */
  private static final long MOST_RELATED = 3;

  private static final String RELATED = related();

  private ProductRows() {}

  /** Makes an object of the row that the result set stands on. */
  interface Row {
    ProductSummary map(ResultSet row) throws SQLException;
  }

  /** A page of these columns; bound: offset, size. */
  static String page(List<SelectFieldOrAsterisk> columns) {
    return SQL.select(columns)
        .from(PRODUCT)
        .orderBy(PRODUCT.ID)
        .limit(BOUND)
        .offset(BOUND)
        .getSQL();
  }

  static List<ProductSummary> list(Connection connection, String sql, PageRequest page, Row row)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, page.offset());
      statement.setLong(2, page.size());
      try (ResultSet rows = statement.executeQuery()) {
        List<ProductSummary> products = new ArrayList<>(page.size());
        while (rows.next()) {
          products.add(row.map(rows));
        }
        return products;
      }
    }
  }

  static ProductSummary narrow(ResultSet row) throws SQLException {
    return product(row, null);
  }

  static ProductSummary described(ResultSet row) throws SQLException {
    return product(row, row.getString(PRODUCT.DESCRIPTION.getName()));
  }

  /** By name: where every column is selected, their order is the table's. */
  private static ProductSummary product(ResultSet row, String description) throws SQLException {
    return new ProductSummary(
        row.getLong(PRODUCT.ID.getName()),
        row.getString(PRODUCT.SKU.getName()),
        row.getString(PRODUCT.NAME.getName()),
        row.getString(PRODUCT.CATEGORY.getName()),
        row.getLong(PRODUCT.PRICE_CENTS.getName()),
        row.getInt(PRODUCT.STOCK.getName()),
        description,
        null);
  }

  /** One statement for the whole page: how associations are fetched is not in question here. */
  private static String related() {
    Product other = PRODUCT.as("other");
    Table<?> related =
        DSL.lateral(
            DSL.select(other.ID, other.SKU, other.NAME)
                .from(other)
                .where(other.CATEGORY.eq(PRODUCT.CATEGORY), other.ID.ne(PRODUCT.ID))
                .orderBy(other.ID)
                .limit(DSL.inline(MOST_RELATED))
                .asTable("related"));
    return SQL.select(PRODUCT.ID)
        .select(related.fields())
        .from(PRODUCT)
        .crossJoin(related)
        .where(PRODUCT.ID.eq(DSL.any(new Long[0])))
        .orderBy(PRODUCT.ID, related.field(other.ID))
        .getSQL();
  }

  /** The products, each with up to {@link #MOST_RELATED} others of its category. */
  static List<ProductSummary> withRelated(Connection connection, List<ProductSummary> products)
      throws SQLException {
    if (products.isEmpty()) {
      return products;
    }
    Map<Long, List<ProductName>> related = new HashMap<>();
    products.forEach(product -> related.put(product.id(), new ArrayList<>()));
    try (PreparedStatement statement = connection.prepareStatement(RELATED)) {
      statement.setArray(1, connection.createArrayOf("bigint", related.keySet().toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          related
              .get(rows.getLong(1))
              .add(new ProductName(rows.getLong(2), rows.getString(3), rows.getString(4)));
        }
      }
    }
    return products.stream()
        .map(product -> product.withRelated(related.get(product.id())))
        .toList();
  }
}
