package dev.tuninglab.app.shop;

import dev.tuninglab.app.knobs.pool.Connections;
import java.sql.Connection;
import java.sql.SQLException;

/** Lends a connection for the SQL alone: it is back before the answer is written as JSON. */
public final class Lending {
  private final Connections connections;

  public Lending(Connections connections) {
    this.connections = connections;
  }

  /** What is done with a connection. */
  interface Work<T> {
    T on(Connection database) throws SQLException;
  }

  <T> T with(Work<T> work) throws SQLException {
    try (Connection database = connections.borrow()) {
      return work.on(database);
    }
  }
}
