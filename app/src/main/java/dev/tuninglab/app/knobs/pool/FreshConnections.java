package dev.tuninglab.app.knobs.pool;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Opens a connection for each borrower: a TCP and PostgreSQL handshake, a new server process, and
 * empty caches (nothing prepared, no plans) every time.
 */
final class FreshConnections implements Connections {
  private final DataSource database;
  private final PoolEvents events;

  FreshConnections(String jdbcUrl, PoolSettings settings, PoolEvents events) {
    this.database = new CountingDataSource(jdbcUrl, events);
    this.events = events;
  }

  @Override
  public Connection borrow() throws SQLException {
    long start = System.nanoTime();
    try {
      return database.getConnection();
    } finally {
      events.waited(System.nanoTime() - start);
    }
  }

  @Override
  public void close() {
    // Nothing is kept open between two borrowers.
  }
}
