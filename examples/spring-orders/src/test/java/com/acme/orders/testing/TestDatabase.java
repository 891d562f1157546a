// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.postgresql.ds.PGSimpleDataSource;

/** A real PostgreSQL with a small shop, started once for all tests and stopped after the last. */
public final class TestDatabase implements AutoCloseable {
  public static final int ORDERS = 60;
  public static final int PRODUCTS = 20;
  public static final int CUSTOMERS = 10;

  private final EmbeddedPostgres server;
  private int copies;

  private TestDatabase() throws IOException, SQLException {
    server =
        EmbeddedPostgres.builder()
            .setServerConfig("shared_preload_libraries", "pg_stat_statements")
            .start();
    fill(url());
    execute(url(), "create extension if not exists pg_stat_statements");
  }

  private static void fill(String url) throws IOException, SQLException {
    Flyway.configure()
        .dataSource(url, null, null)
        .locations("classpath:com/acme/orders/testing/migration")
        .load()
        .migrate();
    try (var data = TestDatabase.class.getResourceAsStream("/com/acme/orders/testing/shop-data.sql")) {
      execute(url, new String(data.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** Another shop like this one, for a caller that changes tables and indexes. */
  public synchronized Copy copy() throws IOException, SQLException {
    if (copies++ == 0) {
      execute(url(), "create database pristine");
      fill(server.getJdbcUrl("postgres", "pristine"));
    }
    String name = "copy" + copies;
    execute(url(), "create database " + name + " template pristine");
    return new Copy(name);
  }

  /** A database of its own on the same server; closing it drops it. */
  public final class Copy implements AutoCloseable {
    private final String name;

    private Copy(String name) {
      this.name = name;
    }

    public String url() {
      return server.getJdbcUrl("postgres", name);
    }

    public Connection connect() throws SQLException {
      return DriverManager.getConnection(url());
    }

    public void execute(String sql) throws SQLException {
      TestDatabase.execute(url(), sql);
    }

    /** First column of every row, as text. */
    public List<String> texts(String sql) throws SQLException {
      List<String> texts = new ArrayList<>();
      try (Connection connection = connect();
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          texts.add(rows.getString(1));
        }
      }
      return texts;
    }

    @Override
    public void close() throws SQLException {
      TestDatabase.execute(TestDatabase.this.url(), "drop database " + name + " with (force)");
    }
  }

  private static void execute(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  public String url() {
    return server.getJdbcUrl("postgres", "postgres");
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url());
  }

  /** Opens a connection each time. */
  public DataSource dataSource() {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(url());
    return dataSource;
  }

  /** The single number that the SQL gives. */
  public long number(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  /** Gives tests the database as a parameter. */
  public static final class Provider implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == TestDatabase.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.create(Provider.class))
          .getOrComputeIfAbsent(TestDatabase.class, unseen -> open(), TestDatabase.class);
    }

    private static TestDatabase open() {
      try {
        return new TestDatabase();
      } catch (IOException | SQLException e) {
        throw new IllegalStateException("the test database did not start", e);
      }
    }
  }
}
