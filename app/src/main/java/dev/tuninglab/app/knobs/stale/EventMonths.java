package dev.tuninglab.app.knobs.stale;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The months of {@code order_event}: those that are its partitions, and those in the archive.
 *
 * @param connection in auto-commit mode
 */
record EventMonths(Connection connection) {
  /** Whoever changes the table holds this. */
  static final String LOCK = "partitions of order_event";

  private static final DateTimeFormatter SUFFIX = DateTimeFormatter.ofPattern("yyyy_MM");

  private static final String IS_PARTITIONED =
      "select 1 from pg_partitioned_table where partrelid = 'order_event'::regclass";

  private static final String HOT =
      """
      select right(c.relname, 7) from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'order_event'::regclass and not i.inhdetachpending""";

  private static final String ARCHIVED =
      """
      select right(relname, 7) from pg_class
      where relnamespace = to_regnamespace('archive') and relkind = 'r'
        and relname ~ '^order_event_[0-9]{4}_[0-9]{2}$'""";

  /** Hidden from every query on the table: somebody was stopped while he detached it. */
  private static final String HALF_DETACHED =
      """
      select right(c.relname, 7) from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'order_event'::regclass and i.inhdetachpending""";

  /** No partition any more, and not in the archive yet. */
  private static final String DETACHED =
      """
      select right(relname, 7) from pg_class
      where relnamespace = (select relnamespace from pg_class where oid = 'order_event'::regclass)
        and relkind = 'r' and not relispartition
        and relname ~ '^order_event_[0-9]{4}_[0-9]{2}$'""";

  boolean isPartitioned() throws SQLException {
    return !list(IS_PARTITIONED).isEmpty();
  }

  /** Those that queries on the table see. */
  SortedSet<YearMonth> hot() throws SQLException {
    return months(HOT);
  }

  SortedSet<YearMonth> archived() throws SQLException {
    return months(ARCHIVED);
  }

  /** Those of the given that hold a row. */
  Collection<YearMonth> withEvents(Collection<YearMonth> months) throws SQLException {
    SortedSet<YearMonth> archived = archived();
    SortedSet<YearMonth> found = new TreeSet<>();
    for (YearMonth month : months) {
      String table = (archived.contains(month) ? "archive." : "") + table(month);
      if (!list("select 1 from " + table + " limit 1").isEmpty()) {
        found.add(month);
      }
    }
    return found;
  }

  /** Brings to its end what an instance that was stopped, or failed, has begun. */
  void finishDetaching() throws SQLException {
    for (YearMonth month : months(HALF_DETACHED)) {
      run("alter table order_event detach partition %s finalize".formatted(table(month)));
    }
    for (YearMonth month : months(DETACHED)) {
      moveToArchive(month);
    }
  }

  /** Two statements, as the first must be no part of a transaction; between them, see above. */
  void archive(YearMonth month) throws SQLException {
    run("alter table order_event detach partition %s concurrently".formatted(table(month)));
    moveToArchive(month);
  }

  /** The detached table says by a check what it holds, so it is not read to be attached again. */
  void restore(YearMonth month) throws SQLException {
    inTransaction(
        "alter table archive.%s set schema %s"
            .formatted(table(month), list("select current_schema()").get(0)),
        attach(month));
  }

  /** Made apart and attached: "create table partition of" would wait for every reader to end. */
  void create(YearMonth month) throws SQLException {
    inTransaction(
        "create table %s (like order_event including defaults)".formatted(table(month)),
        attach(month));
  }

  /** Its name, in the schema of the hot table or in the archive. */
  static String table(YearMonth month) {
    return "order_event_" + SUFFIX.format(month);
  }

  /** Its bounds; in UTC, whatever the time zone of the session is. */
  static String bounds(YearMonth month) {
    return "for values from ('%s-01T00:00:00Z') to ('%s-01T00:00:00Z')"
        .formatted(month, month.plusMonths(1));
  }

  private static String attach(YearMonth month) {
    return "alter table order_event attach partition %s %s".formatted(table(month), bounds(month));
  }

  private void moveToArchive(YearMonth month) throws SQLException {
    run("create schema if not exists archive");
    run("alter table %s set schema archive".formatted(table(month)));
  }

  private void inTransaction(String... statements) throws SQLException {
    connection.setAutoCommit(false);
    try {
      for (String sql : statements) {
        run(sql);
      }
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private SortedSet<YearMonth> months(String sql) throws SQLException {
    SortedSet<YearMonth> months = new TreeSet<>();
    for (String suffix : list(sql)) {
      months.add(YearMonth.parse(suffix, SUFFIX));
    }
    return months;
  }

  private List<String> list(String sql) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }
}
