package dev.tuninglab.app.shop;

import dev.tuninglab.app.knobs.fetch.OrderFetch;
import dev.tuninglab.app.knobs.json.OrderReader;
import dev.tuninglab.app.shop.domain.Order;
import dev.tuninglab.app.shop.domain.PageRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Orders as objects: a page of them as the knob {@code fetch} says. */
public record FetchedOrders(OrderFetch fetch) implements OrderReader {
  @Override
  public Optional<Order> byId(Connection connection, long id) throws SQLException {
    return Orders.byId(connection, id);
  }

  @Override
  public List<Order> page(Connection connection, PageRequest page) throws SQLException {
    return fetch.page(connection, page);
  }
}
