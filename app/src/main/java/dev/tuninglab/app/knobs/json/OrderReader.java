package dev.tuninglab.app.knobs.json;

import dev.tuninglab.app.shop.domain.Order;
import dev.tuninglab.app.shop.domain.PageRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Reads orders as objects, for the variants that write JSON in Java: whoever wires them has it. */
public interface OrderReader {
  Optional<Order> byId(Connection connection, long id) throws SQLException;

  /** The orders of the page in the order in which they are to be shown. */
  List<Order> page(Connection connection, PageRequest page) throws SQLException;
}
