package dev.tuninglab.lab.diagnosis;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * The lab's own way into a database. All of its reading is one transaction, of which PostgreSQL
 * counts nothing before its end: so the counters of others hold nothing of the lab's.
 */
final class Reader implements AutoCloseable {
  /** Every statement of the lab's has it, so that it can be told from those of the service. */
  static final String MARK = "/* tuning-lab */";

  private static final int OLDEST_VERSION = 14;
  private static final String UNDEFINED_COLUMN = "42703";

  private final String url;
  private final Connection connection;

  private Reader(String url, Connection connection) {
    this.url = url;
    this.connection = connection;
  }

  /** Makes something of one row. */
  interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  /**
   * @param url of JDBC, with user and password; it is in no message
   */
  static Reader open(String url) throws Unavailable {
    Properties properties = new Properties();
    properties.put("ApplicationName", "tuning-lab");
    properties.put("connectTimeout", "5");
    properties.put("socketTimeout", "15");
    Reader reader = null;
    try {
      reader = new Reader(url, DriverManager.getConnection(url, properties));
      reader.begin();
      return reader;
    } catch (SQLException e) {
      if (reader != null) {
        reader.close();
      }
      throw new Unavailable("the database cannot be reached: " + said(url, e), e);
    } catch (Unavailable e) {
      reader.close();
      throw e;
    }
  }

  private void begin() throws SQLException, Unavailable {
    int version = connection.getMetaData().getDatabaseMajorVersion();
    if (version < OLDEST_VERSION) {
      throw new Unavailable(
          "PostgreSQL must be of version " + OLDEST_VERSION + " or newer, but is " + version);
    }
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("set local idle_in_transaction_session_timeout = 0 " + MARK);
    }
  }

  /**
   * @param sql with the {@link #MARK}
   */
  <T> List<T> all(String sql, Row<T> row) throws Unavailable {
    List<T> all = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      // Within a transaction, counters that were read once are else the same for ever.
      statement.execute("select " + MARK + " pg_stat_clear_snapshot()");
      try (ResultSet rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          all.add(row.of(rows));
        }
      }
      return all;
    } catch (SQLException e) {
      throw new Unavailable(
          UNDEFINED_COLUMN.equals(e.getSQLState())
              ? "the extension is older than its server: alter extension pg_stat_statements update"
              : "the database did not tell: " + said(url, e),
          e);
    }
  }

  /** The first row, of a query that always has one. */
  <T> T one(String sql, Row<T> row) throws Unavailable {
    List<T> all = all(sql, row);
    if (all.isEmpty()) {
      throw new Unavailable("the database did not tell: no row came back");
    }
    return all.get(0);
  }

  /** A URL may hold a password, and the driver's messages may hold the URL. */
  private static String said(String url, SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("").replace(url, "its URL");
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // It was only read from.
    }
  }
}
