package dev.tuninglab.app.knobs.load;

import dev.tuninglab.app.shop.domain.PageRequest;
import dev.tuninglab.app.shop.domain.ProductExtra;
import dev.tuninglab.app.shop.domain.ProductSummary;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** How much of each product a list of products reads: the seam of the knob {@code load}. */
public interface ProductLoad {
  /**
   * The products of the page, in the order of their ids.
   *
   * @param asked what the client wants beyond the list's own columns; at least that is there
   */
  List<ProductSummary> page(Connection connection, PageRequest page, Set<ProductExtra> asked)
      throws SQLException;
}
