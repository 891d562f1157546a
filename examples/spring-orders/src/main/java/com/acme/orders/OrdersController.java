package com.acme.orders;

import com.acme.orders.domain.FeedPart;
import com.acme.orders.domain.FeedRequest;
import com.acme.orders.domain.Order;
import com.acme.orders.domain.PageRequest;
import com.acme.orders.fetch.OrderFetch;
import com.acme.orders.page.Pagination;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Orders over HTTP. */
@RestController
class OrdersController {
  private final DataSource database;
  private final OrderFetch fetch;
  private final Pagination pagination;

  OrdersController(DataSource database, OrderFetch fetch, Pagination pagination) {
    this.database = database;
    this.fetch = fetch;
    this.pagination = pagination;
  }

  /** Recent orders with lines and products: 2 statements, however many orders. */
  @GetMapping("/orders")
  List<Order> recent(@RequestParam(defaultValue = "20") int size) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return fetch.page(connection, new PageRequest(0, size));
    }
  }

  /** All orders in parts, each as cheap as the first. */
  @GetMapping("/orders/feed")
  FeedPart feed(
      @RequestParam(defaultValue = "20") int size, @RequestParam(defaultValue = "") String cursor)
      throws SQLException {
    try (Connection connection = database.getConnection()) {
      return pagination.part(connection, new FeedRequest(Instant.EPOCH, size, cursor));
    }
  }
}
