package dev.tuninglab.lab.trial.audit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Counts in the database what a service's writes make. */
public final class RowCount {
  private final String jdbcUrl;
  private final List<String> queries;

  /** How many more there are than there were. */
  public interface Since {
    /** Null when nobody counts. */
    Long now();

    /** Nobody counts. */
    Since NOBODY = () -> null;
  }

  /**
   * @param jdbcUrl straight to the database, past all relays
   * @param queries of one number each
   */
  public RowCount(String jdbcUrl, List<String> queries) {
    this.jdbcUrl = jdbcUrl;
    this.queries = List.copyOf(queries);
  }

  /**
   * Counts for the first time.
   *
   * @throws SQLException if it cannot: then the queries are wrong, or the database is not there
   */
  public Since begin() throws SQLException {
    long before = count();
    return () -> {
      try {
        return count() - before;
      } catch (SQLException e) {
        return null;
      }
    };
  }

  private long count() throws SQLException {
    long sum = 0;
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        Statement statement = connection.createStatement()) {
      for (String query : queries) {
        try (ResultSet rows = statement.executeQuery(query)) {
          rows.next();
          sum += rows.getLong(1);
        }
      }
    }
    return sum;
  }
}
