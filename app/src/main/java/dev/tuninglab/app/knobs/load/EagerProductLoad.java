package dev.tuninglab.app.knobs.load;

import dev.tuninglab.app.shop.domain.PageRequest;
import dev.tuninglab.app.shop.domain.ProductExtra;
import dev.tuninglab.app.shop.domain.ProductSummary;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jooq.impl.DSL;

/**
 * Every column and the association, always, as an entity that is mapped whole does, whatever was
 * asked for: 2 statements.
 */
final class EagerProductLoad implements ProductLoad {
  private static final String WHOLE_ROWS = ProductRows.page(List.of(DSL.asterisk()));

  @Override
  public List<ProductSummary> page(Connection connection, PageRequest page, Set<ProductExtra> asked)
      throws SQLException {
    List<ProductSummary> products =
        ProductRows.list(connection, WHOLE_ROWS, page, ProductRows::described);
    return ProductRows.withRelated(connection, products);
  }
}
