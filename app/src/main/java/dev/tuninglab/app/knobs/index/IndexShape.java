package dev.tuninglab.app.knobs.index;

import java.sql.Connection;
import java.sql.SQLException;

/** What index the list of a customer's orders finds: the seam of the knob {@code index}. */
public interface IndexShape {
  /**
   * Brings the database into this shape, without keeping others from reading or writing; only looks
   * when it is in it already.
   *
   * @param connection in auto-commit mode; of the table's owner when something has to change
   * @throws SQLException when it is not in this shape at the end: SQLSTATE 25006 or 42501 when the
   *     database may not be changed
   */
  void apply(Connection connection) throws SQLException;
}
