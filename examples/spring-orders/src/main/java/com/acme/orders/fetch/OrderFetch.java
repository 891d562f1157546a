// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.fetch;

import com.acme.orders.domain.Order;
import com.acme.orders.domain.PageRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** How a page of orders is read with its lines and products: the seam of the knob {@code fetch}. */
public interface OrderFetch {
  /** The orders of the page, newest first, each with its lines in the order of their numbers. */
  List<Order> page(Connection connection, PageRequest page) throws SQLException;
}
