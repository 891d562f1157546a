package dev.tuninglab.app;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A database user with few connections and rights, so that trouble hits one test alone. */
final class TestRole implements AutoCloseable {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String name = "role" + COUNT.incrementAndGet();
  private final TestDatabase database;

  TestRole(TestDatabase database, int connections) throws SQLException {
    this.database = database;
    run("create role %s login connection limit %d".formatted(name, connections));
    run("grant all on all tables in schema public to " + name);
  }

  String url() {
    return database.url().replace("user=postgres", "user=" + name);
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url());
  }

  void forbid(String table) throws SQLException {
    run("revoke all on " + table + " from " + name);
  }

  @Override
  public void close() throws SQLException {
    run("drop owned by " + name);
    run("drop role " + name);
  }

  private void run(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
