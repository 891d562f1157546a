package dev.tuninglab.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Whether a server counts what planning its statements takes. */
final class Planning {
  private static final String SETTING = "pg_stat_statements.track_planning";
  private static final long NAP = TimeUnit.MILLISECONDS.toNanos(10);
  private static final int MOST_NAPS = 200;

  private Planning() {}

  /** Waits until the server goes by it. */
  static void count(JdbcUrl url, boolean counted) throws DatabaseException {
    try (Connection connection = DriverManager.getConnection(url.jdbc());
        Statement statement = connection.createStatement()) {
      statement.execute(
          "alter system " + (counted ? "set " + SETTING + " = on" : "reset " + SETTING));
      statement.execute("select pg_reload_conf()");
      for (int nap = 0; nap < MOST_NAPS && isCounted(statement) != counted; nap++) {
        LockSupport.parkNanos(NAP);
      }
    } catch (SQLException e) {
      throw DatabaseException.of("setting " + SETTING + " at " + url.shown(), e);
    }
  }

  static boolean isCounted(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("show " + SETTING)) {
      row.next();
      return row.getBoolean(1);
    }
  }
}
