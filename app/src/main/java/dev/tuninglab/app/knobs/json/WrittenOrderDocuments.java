package dev.tuninglab.app.knobs.json;

import dev.tuninglab.app.shop.domain.Items;
import dev.tuninglab.app.shop.domain.Order;
import dev.tuninglab.app.shop.domain.PageRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Rows become objects while the connection is held; the objects become JSON after it. */
final class WrittenOrderDocuments implements OrderDocuments {
  private final OrderReader reader;
  private final OrderWriter writer;

  WrittenOrderDocuments(OrderReader reader, OrderWriter writer) {
    this.reader = reader;
    this.writer = writer;
  }

  @Override
  public Optional<Document> byId(Connection connection, long id) throws SQLException {
    Optional<Order> order = reader.byId(connection, id);
    return order.map(found -> () -> writer.write(found));
  }

  @Override
  public Document page(Connection connection, PageRequest page) throws SQLException {
    Items<Order> orders = new Items<>(reader.page(connection, page));
    return () -> writer.write(orders);
  }
}
