package com.acme.orders;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the service can tell; each call is one transaction. */
@Service
@Transactional(readOnly = true)
class Shop {
  private final OrderRepository orders;
  private final ProductRepository products;
  private final RecentOrders recent;

  /** How orders are fetched is decided here, once, and never by a request. */
  Shop(OrderRepository orders, ProductRepository products, OrdersSettings settings) {
    this.orders = orders;
    this.products = products;
    this.recent = settings.fetch().make(orders);
  }

  List<OrderView> newest(int size) {
    return recent.newest(size).stream().map(OrderView::of).toList();
  }

  Optional<OrderView> order(long id) {
    return orders.findById(id).map(OrderView::of);
  }

  Optional<ProductView> product(long id) {
    return products.findById(id).map(ProductView::of);
  }
}
