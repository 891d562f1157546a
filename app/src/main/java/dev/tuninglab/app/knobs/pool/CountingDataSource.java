package dev.tuninglab.app.knobs.pool;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/** Opens connections to one PostgreSQL and tells of each. */
final class CountingDataSource extends PGSimpleDataSource {
  private static final long serialVersionUID = 1;

  private final transient PoolEvents events;

  CountingDataSource(String jdbcUrl, PoolEvents events) {
    setUrl(jdbcUrl);
    this.events = events;
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    Connection connection = super.getConnection(user, password);
    events.opened();
    return connection;
  }
}
