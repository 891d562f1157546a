package dev.tuninglab.app.knobs.pool;

import java.sql.Connection;
import java.sql.SQLException;

/** Where a request gets its database connection from: the seam of the knob {@code pool}. */
public interface Connections extends AutoCloseable {
  /**
   * A connection in auto-commit mode for the caller alone; closing it gives it back.
   *
   * @throws SQLException when none can be had: SQLSTATE class 08, 53 or 57
   */
  Connection borrow() throws SQLException;

  /** Closes what is kept open. Borrowed connections should be back by then. */
  @Override
  void close();
}
