package dev.tuninglab.app.knobs.json;

import dev.tuninglab.app.shop.domain.PageRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * How an order, and a page of orders, become JSON: the seam of the knob {@code json}. The
 * connection is needed until a method returns; what a {@link Document} does comes later.
 */
public interface OrderDocuments {
  /** The order with its lines; empty when there is none. */
  Optional<Document> byId(Connection connection, long id) throws SQLException;

  /** An object with the list {@code items}: the orders of the page with their lines. */
  Document page(Connection connection, PageRequest page) throws SQLException;
}
