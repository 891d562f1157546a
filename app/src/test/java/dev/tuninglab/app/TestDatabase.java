package dev.tuninglab.app;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A real PostgreSQL with a small shop, started once for all tests and stopped after the last. */
public final class TestDatabase implements AutoCloseable {
  public static final int ORDERS = 60;
  public static final int PRODUCTS = 20;
  public static final int CUSTOMERS = 10;

  private final EmbeddedPostgres server;

  private TestDatabase() throws IOException, SQLException {
    server =
        EmbeddedPostgres.builder()
            .setServerConfig("shared_preload_libraries", "pg_stat_statements")
            .start();
    Flyway.configure().dataSource(url(), null, null).load().migrate();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        var data = TestDatabase.class.getResourceAsStream("/shop-data.sql")) {
      statement.execute("create extension if not exists pg_stat_statements");
      statement.execute(new String(data.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  public String url() {
    return server.getJdbcUrl("postgres", "postgres");
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url());
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
