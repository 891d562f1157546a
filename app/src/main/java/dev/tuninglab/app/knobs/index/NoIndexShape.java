package dev.tuninglab.app.knobs.index;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** The table as a foreign key alone leaves it: PostgreSQL makes no index for one. */
final class NoIndexShape implements IndexShape {
  private final CustomerIndexes wanted = new CustomerIndexes(Set.of(), "none.sql");

  @Override
  public void apply(Connection connection) throws SQLException {
    wanted.bringAbout(connection);
  }
}
