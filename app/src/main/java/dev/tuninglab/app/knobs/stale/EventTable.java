package dev.tuninglab.app.knobs.stale;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;

/** Where the events of orders lie, the old ones too: the seam of the knob {@code stale}. */
public interface EventTable {
  /**
   * Brings the database into this shape and loses nothing by it; only looks when it is in it
   * already. Readers go on meanwhile; writers wait while rows are copied, and do not fail.
   *
   * @param connection in auto-commit mode; of the table's owner when something has to change
   * @throws SQLException when it is not in this shape at the end: SQLSTATE 25006 or 42501 when the
   *     database may not be changed
   */
  void apply(Connection connection) throws SQLException;

  /**
   * Does from now on, until it is closed, what the shape needs as time goes by.
   *
   * @param database for connections of its own
   * @param onFailure told of each time that failed; the next comes all the same
   */
  AutoCloseable upkeep(Database database, Consumer<Exception> onFailure);

  /** Opens connections in auto-commit mode, of the table's owner. */
  interface Database {
    Connection connect() throws SQLException;
  }
}
