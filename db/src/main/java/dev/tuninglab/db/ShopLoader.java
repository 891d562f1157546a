package dev.tuninglab.db;

import dev.tuninglab.db.generator.ShopGenerator;
import dev.tuninglab.db.generator.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/** Fills an empty database: tables, rows by COPY, keys and indexes, statistics, marker. */
final class ShopLoader {
  /** Below this many steps a table loads faster than a line is read. */
  private static final long STEPS_WORTH_PROGRESS = 50_000;

  private final JdbcUrl url;
  private final String schema;
  private final Marker marker;
  private final ShopGenerator generator;
  private final Consumer<String> progress;

  ShopLoader(JdbcUrl url, String schema, Scale scale, long seed, Consumer<String> progress) {
    this.url = url;
    this.schema = schema;
    this.marker = Marker.wanted(scale, seed);
    this.generator = new ShopGenerator(scale.size(), seed);
    this.progress = progress;
  }

  void load() throws DatabaseException {
    Schema.migrate(url, schema, "1");
    try (Connection connection = DriverManager.getConnection(url.jdbc())) {
      for (Table table : Table.values()) {
        progress.accept("loading " + table.sqlName());
        copy(connection, table);
      }
      progress.accept("building keys and indexes");
      Schema.migrate(url, schema, "latest");
      restartIdentities(connection);
      progress.accept("gathering statistics");
      run(connection, "vacuum analyze");
      marker.write(connection);
    } catch (SQLException e) {
      throw DatabaseException.of("loading " + url.shown(), e);
    } catch (IOException e) {
      if (e.getCause() instanceof SQLException sql) {
        throw DatabaseException.of("loading " + url.shown(), sql);
      }
      throw new DatabaseException("loading " + url.shown() + " failed: " + e.getMessage(), e);
    }
  }

  /**
   * Truncating within the transaction lets PostgreSQL skip the log where it may, and FREEZE leaves
   * no hint bits for the first reader to write.
   */
  private void copy(Connection connection, Table table) throws SQLException, IOException {
    connection.setAutoCommit(false);
    run(connection, "truncate " + table.sqlName());
    String copy = "copy %s (%s) from stdin (freeze)".formatted(table.sqlName(), table.columns());
    long steps = generator.steps(table);
    try (OutputStream out = new PGCopyOutputStream(connection.unwrap(PGConnection.class), copy)) {
      generator.write(table, out, step -> report(table, step, steps));
    }
    connection.commit();
    connection.setAutoCommit(true);
  }

  private void report(Table table, long step, long steps) {
    if (steps >= STEPS_WORTH_PROGRESS && step < steps && step % (steps / 5) == 0) {
      progress.accept("loading %s %d%%".formatted(table.sqlName(), 100 * step / steps));
    }
  }

  /** COPY gave the ids itself; the next insert must not start at 1. */
  private static void restartIdentities(Connection connection) throws SQLException {
    for (String table : new String[] {"customer", "product", "orders", "order_event"}) {
      run(
          connection,
          "select setval(pg_get_serial_sequence('%1$s', 'id'), (select max(id) from %1$s))"
              .formatted(table));
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
