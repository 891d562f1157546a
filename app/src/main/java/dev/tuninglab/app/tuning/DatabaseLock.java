package dev.tuninglab.app.tuning;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.zip.CRC32;

/**
 * Work on the database that one instance of a service does at a time, under an advisory lock of the
 * connection's session, which ends when the instance does. Not behind a pooler that lends a session
 * for one transaction.
 */
public final class DatabaseLock implements AutoCloseable {
  private static final long POLL_MILLIS = 100;

  private final Connection connection;
  private final long key;

  private DatabaseLock(Connection connection, long key) {
    this.connection = connection;
    this.key = key;
  }

  /** What is done by one at a time. */
  public interface Work {
    void run() throws SQLException;
  }

  /**
   * Does the work once nobody else is at it.
   *
   * @param connection in auto-commit mode
   * @param name what the lock is about, the same in all instances
   */
  public static void run(Connection connection, String name, Work work) throws SQLException {
    // Asking again and again, as a statement that waits would hold a snapshot: "create index
    // concurrently" of whoever has the lock would wait for that snapshot, and neither would end.
    while (!tryRun(connection, name, work)) {
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new SQLException("interrupted while another instance works on " + name, e);
      }
    }
  }

  /**
   * Does the work unless somebody else is at it.
   *
   * @return whether it was done
   */
  public static boolean tryRun(Connection connection, String name, Work work) throws SQLException {
    CRC32 key = new CRC32();
    key.update(name.getBytes(StandardCharsets.UTF_8));
    if (!ask(connection, "select pg_try_advisory_lock(?)", key.getValue())) {
      return false;
    }
    try (DatabaseLock held = new DatabaseLock(connection, key.getValue())) {
      held.during(work);
    }
    return true;
  }

  private void during(Work work) throws SQLException {
    work.run();
  }

  @Override
  public void close() throws SQLException {
    ask(connection, "select pg_advisory_unlock(?)", key);
  }

  private static boolean ask(Connection connection, String sql, long key) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, key);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }
}
