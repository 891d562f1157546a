package dev.tuninglab.app.timing;

import dev.tuninglab.app.knobs.pool.Connections;
import java.sql.Connection;
import java.sql.SQLException;

/** Times how a connection is had, what is done with it, and how it is given back. */
record TimedConnections(Connections connections) implements Connections {
  @Override
  public Connection borrow() throws SQLException {
    return Phases.current().lent(connections::borrow);
  }

  @Override
  public void close() {
    connections.close();
  }
}
