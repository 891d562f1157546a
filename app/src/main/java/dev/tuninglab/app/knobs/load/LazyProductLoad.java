package dev.tuninglab.app.knobs.load;

import static dev.tuninglab.db.jooq.Tables.PRODUCT;

import dev.tuninglab.app.shop.domain.PageRequest;
import dev.tuninglab.app.shop.domain.ProductExtra;
import dev.tuninglab.app.shop.domain.ProductSummary;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The list's own columns, and what was asked for: 1 statement, 1 more for the association if
 * wanted.
 */
final class LazyProductLoad implements ProductLoad {
  private static final String NARROW = ProductRows.page(ProductRows.LIST_COLUMNS);

  private static final String DESCRIBED =
      ProductRows.page(
          Stream.concat(ProductRows.LIST_COLUMNS.stream(), Stream.of(PRODUCT.DESCRIPTION))
              .toList());

  @Override
  public List<ProductSummary> page(Connection connection, PageRequest page, Set<ProductExtra> asked)
      throws SQLException {
    List<ProductSummary> products =
        asked.contains(ProductExtra.DESCRIPTION)
            ? ProductRows.list(connection, DESCRIBED, page, ProductRows::described)
            : ProductRows.list(connection, NARROW, page, ProductRows::narrow);
    return asked.contains(ProductExtra.RELATED)
        ? ProductRows.withRelated(connection, products)
        : products;
  }
}
