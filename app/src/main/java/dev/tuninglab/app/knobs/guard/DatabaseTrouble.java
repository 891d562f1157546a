package dev.tuninglab.app.knobs.guard;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/** Whose fault it is that a database call failed. */
public enum DatabaseTrouble {
  /** The database answered: it refused this one statement, or our own code failed. */
  NONE("none"),
  /** A statement took longer than it may, and was ended. */
  STATEMENT_TIMEOUT("statement-timeout"),
  /** All connections of the pool were lent for too long: our own queue, not the database. */
  NO_CONNECTION_IN_TIME("no-connection-in-time"),
  /** It cannot be reached, has no room, or is being shut down. */
  UNAVAILABLE("unavailable");

  /** SQLSTATE classes of PostgreSQL (appendix A): connection, resources, an operator. */
  private static final Set<String> UNAVAILABLE_CLASSES = Set.of("08", "53", "57");

  private static final String QUERY_CANCELED = "57014";

  private final String id;

  DatabaseTrouble(String id) {
    this.id = id;
  }

  /** The word for it in metrics. */
  public String id() {
    return id;
  }

  /** Libraries wrap what the driver throws: the first that it or a cause of it says. */
  static DatabaseTrouble in(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException database) {
        return in(database);
      }
    }
    return NONE;
  }

  private static DatabaseTrouble in(SQLException failure) {
    String state = failure.getSQLState();
    if (QUERY_CANCELED.equals(state)) {
      return STATEMENT_TIMEOUT;
    }
    if (state != null
        && state.length() == 5
        && UNAVAILABLE_CLASSES.contains(state.substring(0, 2))) {
      return UNAVAILABLE;
    }
    // A pool that waited in vain says so; where it could not connect, it says the state too.
    return failure instanceof SQLTransientConnectionException ? NO_CONNECTION_IN_TIME : NONE;
  }
}
