package com.acme.orders;

import java.util.List;
import org.springframework.data.domain.Limit;

/**
 * The page's ids, then all of its orders with lines and products by an entity graph: 2 statements.
 *
 * <p>One statement would not do: with a collection fetched along, a limit counts rows and not
 * orders, so Hibernate would read the whole table and cut the page out of it in memory.
 */
final class GraphRecentOrders implements RecentOrders {
  private final OrderRepository orders;

  GraphRecentOrders(OrderRepository orders) {
    this.orders = orders;
  }

  @Override
  public List<PlacedOrder> newest(int size) {
    return orders.findWithLinesByIdInOrderByPlacedAtDescIdDesc(orders.newestIds(Limit.of(size)));
  }
}
