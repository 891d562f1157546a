package dev.tuninglab.app.timing;

import dev.tuninglab.app.knobs.json.Document;
import dev.tuninglab.app.knobs.json.OrderDocuments;
import dev.tuninglab.app.shop.domain.PageRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Times how documents are written; reading them is up to the connection. */
record TimedOrderDocuments(OrderDocuments documents) implements OrderDocuments {
  @Override
  public Optional<Document> byId(Connection connection, long id) throws SQLException {
    return documents.byId(connection, id).map(TimedOrderDocuments::timed);
  }

  @Override
  public Document page(Connection connection, PageRequest page) throws SQLException {
    return timed(documents.page(connection, page));
  }

  private static Document timed(Document document) {
    return () -> Phases.current().in(Phase.SERIALIZE, document::bytes);
  }
}
