package com.acme.orders;

import java.util.List;
import org.springframework.data.domain.Limit;

/** A derived query alone: lines and products come one by one, when they are looked at. */
final class LazyRecentOrders implements RecentOrders {
  private final OrderRepository orders;

  LazyRecentOrders(OrderRepository orders) {
    this.orders = orders;
  }

  @Override
  public List<PlacedOrder> newest(int size) {
    return orders.findByOrderByPlacedAtDescIdDesc(Limit.of(size));
  }
}
