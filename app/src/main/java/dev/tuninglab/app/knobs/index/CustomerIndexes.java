package dev.tuninglab.app.knobs.index;

import dev.tuninglab.app.tuning.DatabaseLock;
import dev.tuninglab.app.tuning.SqlScript;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;

/**
 * The indexes of {@code orders} that lead with the customer, as they should be.
 *
 * @param wanted their definitions, as PostgreSQL prints them
 * @param script the file that makes them so
 */
record CustomerIndexes(Set<String> wanted, String script) {
  /** All of them, under whatever name, so that an index nobody expected is not overlooked. */
  private static final String FOUND =
      """
      select pg_get_indexdef(i.indexrelid, 0, true) || case when i.indisvalid then '' else ' INVALID' end
      from pg_index i
      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
      where i.indrelid = 'orders'::regclass and a.attname = 'customer_id'""";

  private static final String INVALID =
      """
      select format('drop index concurrently if exists %s', i.indexrelid::regclass)
      from pg_index i
      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
      where i.indrelid = 'orders'::regclass and a.attname = 'customer_id' and not i.indisvalid""";

  /** Looks under the lock as well: what another instance is just dropping cannot be read. */
  void bringAbout(Connection connection) throws SQLException {
    DatabaseLock.run(connection, "indexes of orders", () -> lookAndChange(connection));
  }

  private void lookAndChange(Connection connection) throws SQLException {
    if (list(connection, FOUND).equals(wanted)) {
      return;
    }
    dropInvalid(connection);
    SqlScript.of(CustomerIndexes.class, script).run(connection);
    Set<String> found = list(connection, FOUND);
    if (!found.equals(wanted)) {
      throw new SQLException(
          "orders must have the indexes %s by customer, but has %s".formatted(wanted, found));
    }
  }

  /**
   * What a {@code create index concurrently} that failed or was interrupted leaves behind: it costs
   * every write, serves no read, and "if not exists" takes it for the index.
   */
  private static void dropInvalid(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String drop : list(connection, INVALID)) {
        statement.execute(drop);
      }
    }
  }

  private static Set<String> list(Connection connection, String sql) throws SQLException {
    Set<String> found = new TreeSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }
}
