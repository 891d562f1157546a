package dev.tuninglab.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Uses a PostgreSQL that is already there; touches nothing but an empty schema or its own data. */
final class ExternalDatabase {
  private static final int OLDEST_VERSION = 14;
  private static final String EMPTY_IT =
      "name an empty database, or empty this schema: drop schema %1$s cascade; create schema %1$s";

  private ExternalDatabase() {}

  static ShopDatabase open(DatabaseOptions options, String text, Consumer<String> progress)
      throws DatabaseException {
    JdbcUrl url = JdbcUrl.parse(text);
    Marker wanted = Marker.wanted(options.scale(), options.seed());
    boolean load;
    String schema;
    try (Connection connection = DriverManager.getConnection(url.jdbc())) {
      demandVersion(connection, url);
      schema = schema(connection, url);
      load = isEmpty(connection, url, schema, wanted);
    } catch (SQLException e) {
      throw DatabaseException.of("connecting to " + url.shown(), e);
    }
    tryStatistics(url, progress);
    if (load) {
      new ShopLoader(url, schema, options.scale(), options.seed(), progress).load();
    }
    Clones clones = new Clones(url, url.withDatabase("postgres"), Optional.empty());
    return new ShopDatabase(
        options, "external at " + url.shown(), url, clones, Optional.empty(), clones::dropOwn);
  }

  private static void demandVersion(Connection connection, JdbcUrl url)
      throws SQLException, DatabaseException {
    int version = connection.getMetaData().getDatabaseMajorVersion();
    if (version < OLDEST_VERSION) {
      throw new DatabaseException(
          "db-url must name a PostgreSQL %d or newer, but %s is version %d"
              .formatted(OLDEST_VERSION, url.shown(), version));
    }
  }

  private static String schema(Connection connection, JdbcUrl url)
      throws SQLException, DatabaseException {
    String schema = connection.getSchema();
    if (schema == null) {
      throw new DatabaseException(
          "%s has no schema on its search path; create one: create schema public"
              .formatted(url.shown()));
    }
    return schema;
  }

  /** True when there is nothing, false when the wanted data is there; refuses all else. */
  private static boolean isEmpty(Connection connection, JdbcUrl url, String schema, Marker wanted)
      throws SQLException, DatabaseException {
    List<String> tables = tables(connection);
    if (tables.isEmpty()) {
      return true;
    }
    String where = url.shown() + ", schema " + schema + ",";
    String next = EMPTY_IT.formatted(schema);
    Optional<Marker> found = Marker.read(connection);
    if (found.isEmpty()) {
      throw new DatabaseException(
          tables.contains("flyway_schema_history") && tables.contains("order_line")
              ? "%s holds an unfinished load; %s".formatted(where, next)
              : "%s holds tables that are not the lab's (%s); %s"
                  .formatted(where, String.join(", ", tables), next));
    }
    if (!found.get().equals(wanted)) {
      throw new DatabaseException(
          "%s holds the shop with %s, but %s was asked for; %s"
              .formatted(where, found.get().shown(), wanted.shown(), next));
    }
    if (!wanted.matchesRows(connection)) {
      throw new DatabaseException("%s was changed since its load; %s".formatted(where, next));
    }
    return false;
  }

  /** Tables of the current schema that no extension brought. */
  private static List<String> tables(Connection connection) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                select relname from pg_class c
                where relnamespace = current_schema()::regnamespace
                  and relkind in ('r', 'p', 'f', 'v', 'm')
                  and not exists (select 1 from pg_depend d where d.classid = 'pg_class'::regclass
                    and d.objid = c.oid and d.deptype = 'e')
                order by relname limit 20""")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  private static void tryStatistics(JdbcUrl url, Consumer<String> progress) {
    try (Connection connection = DriverManager.getConnection(url.jdbc());
        Statement statement = connection.createStatement()) {
      statement.execute("create extension if not exists pg_stat_statements");
      statement.execute("select 1 from pg_stat_statements limit 1");
    } catch (SQLException e) {
      progress.accept(
          "warning: no statement counts, since pg_stat_statements is not to be had (%s)"
              .formatted(e.getMessage().lines().findFirst().orElse("")));
    }
  }
}
