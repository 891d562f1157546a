package com.acme.orders;

import java.util.function.Function;

/** The values of {@code orders.fetch}. */
enum Fetch {
  LAZY(LazyRecentOrders::new),
  GRAPH(GraphRecentOrders::new);

  private final Function<OrderRepository, RecentOrders> maker;

  Fetch(Function<OrderRepository, RecentOrders> maker) {
    this.maker = maker;
  }

  RecentOrders make(OrderRepository orders) {
    return maker.apply(orders);
  }
}
