package dev.tuninglab.db;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What the tests of this module share. */
final class TestDatabases {
  private TestDatabases() {}

  /** Tiny, in a cache under target that outlives a test run. */
  static DatabaseOptions tiny(long seed) {
    return DatabaseOptions.tiny(Path.of(System.getProperty("lab.test.cache"))).withSeed(seed);
  }

  static ShopDatabase open(DatabaseOptions options) throws DatabaseException {
    return ShopDatabase.open(options, line -> {});
  }

  static void execute(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** First column of every row, as text. */
  static List<String> query(String url, String sql) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }
}
