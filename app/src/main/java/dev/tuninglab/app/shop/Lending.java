package dev.tuninglab.app.shop;

import dev.tuninglab.app.http.ProblemException;
import dev.tuninglab.app.knobs.guard.DatabaseCalls;
import dev.tuninglab.app.knobs.guard.Refused;
import dev.tuninglab.app.knobs.pool.Connections;
import java.sql.Connection;
import java.sql.SQLException;

/** Lends a connection for the SQL alone: it is back before the answer is written as JSON. */
public final class Lending {
  private final Connections connections;
  private final DatabaseCalls calls;

  public Lending(Connections connections, DatabaseCalls calls) {
    this.connections = connections;
    this.calls = calls;
  }

  /** What is done with a connection. */
  interface Work<T> {
    T on(Connection database) throws SQLException;
  }

  /**
   * @throws ProblemException 503 when the database is better left alone for now
   */
  <T> T with(Work<T> work) throws SQLException {
    try {
      return calls.run(() -> lent(work));
    } catch (Refused refused) {
      throw new ProblemException(Refusals.problem(refused));
    }
  }

  private <T> T lent(Work<T> work) throws SQLException {
    try (Connection database = connections.borrow()) {
      return work.on(database);
    }
  }
}
