package dev.tuninglab.app.shop;

import static dev.tuninglab.app.shop.Sql.BOUND;
import static dev.tuninglab.db.jooq.Tables.ORDER_LINE;
import static dev.tuninglab.db.jooq.Tables.PRODUCT;

import dev.tuninglab.app.shop.domain.Product;
import dev.tuninglab.app.shop.domain.ProductSales;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Reads products, where how they are read is no question; 1 statement each. */
final class Products {
  private static final String PRODUCT_BY_ID =
      Sql.JOOQ
          .select(PRODUCT.ID, PRODUCT.SKU, PRODUCT.NAME, PRODUCT.CATEGORY, PRODUCT.PRICE_CENTS)
          .select(PRODUCT.STOCK, PRODUCT.DESCRIPTION, PRODUCT.UPDATED_AT)
          .from(PRODUCT)
          .where(PRODUCT.ID.eq(BOUND))
          .getSQL();

  /**
   * Another version after each change: the transaction that wrote the row, and the instant that it
   * wrote, which tells apart what a restored database holds. The instant alone would not do: two
   * orders can have the same. The number before them stands for the document's form: one that is
   * written otherwise is another version, though the row has not changed.
   */
  private static final Field<String> VERSION =
      DSL.field(
          "'1.' || {0} || '.' || (extract(epoch from {1}) * 1000000)::bigint",
          String.class, DSL.field("product.xmin"), PRODUCT.UPDATED_AT);

  private static final String PRODUCT_VERSION =
      Sql.JOOQ.select(VERSION).from(PRODUCT).where(PRODUCT.ID.eq(BOUND)).getSQL();

  private static final String VERSIONED_PRODUCT_BY_ID =
      Sql.JOOQ
          .select(PRODUCT.ID, PRODUCT.SKU, PRODUCT.NAME, PRODUCT.CATEGORY, PRODUCT.PRICE_CENTS)
          .select(PRODUCT.STOCK, PRODUCT.DESCRIPTION, PRODUCT.UPDATED_AT, VERSION)
          .from(PRODUCT)
          .where(PRODUCT.ID.eq(BOUND))
          .getSQL();

  /** Reads every line of every order: heavy on purpose, as a dashboard's query is. */
  private static final String TOP =
      Sql.JOOQ
          .select(PRODUCT.ID, PRODUCT.SKU, PRODUCT.NAME, DSL.sum(ORDER_LINE.QUANTITY))
          .select(DSL.sum(ORDER_LINE.UNIT_PRICE_CENTS.mul(ORDER_LINE.QUANTITY)))
          .from(ORDER_LINE)
          .join(PRODUCT)
          .on(PRODUCT.ID.eq(ORDER_LINE.PRODUCT_ID))
          .groupBy(PRODUCT.ID)
          .orderBy(DSL.sum(ORDER_LINE.QUANTITY).desc(), PRODUCT.ID)
          .limit(BOUND)
          .getSQL();

  private Products() {}

  static Optional<Product> byId(Connection connection, long id) throws SQLException {
    return Sql.first(connection, PRODUCT_BY_ID, Products::product, id);
  }

  /** A version, and the product if it was read. */
  record Versioned(String version, Optional<Product> product) {}

  /** The product's version; its text is not read. */
  static Optional<String> version(Connection connection, long id) throws SQLException {
    return Sql.first(connection, PRODUCT_VERSION, row -> row.getString(1), id);
  }

  /** The product and its version, of the same moment. */
  static Optional<Versioned> versionedById(Connection connection, long id) throws SQLException {
    return Sql.first(
        connection,
        VERSIONED_PRODUCT_BY_ID,
        row -> new Versioned(row.getString(9), Optional.of(product(row))),
        id);
  }

  private static Product product(ResultSet row) throws SQLException {
    return new Product(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getLong(5),
        row.getInt(6),
        row.getString(7),
        Sql.instant(row, 8));
  }

  /** The products that sold most pieces, best first. */
  static List<ProductSales> top(Connection connection, int size) throws SQLException {
    return Sql.list(
        connection,
        TOP,
        row ->
            new ProductSales(
                row.getLong(1), row.getString(2), row.getString(3), row.getLong(4), row.getLong(5)),
        size);
  }
}
