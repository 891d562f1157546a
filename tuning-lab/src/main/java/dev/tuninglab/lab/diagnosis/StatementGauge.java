package dev.tuninglab.lab.diagnosis;

import dev.tuninglab.lab.why.Counter;
import dev.tuninglab.lab.why.Statement;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What PostgreSQL counts of statements, by shape. Nothing is reset, since others may count as well:
 * it is the difference of two readings.
 *
 * <p>Source: PostgreSQL's manual, <i>pg_stat_statements</i>. Only statements that a client sent are
 * taken: what these call within the server is part of their time.
 */
final class StatementGauge implements Gauge<Map<String, StatementGauge.Totals>> {
  static final String WHAT = "statements";
  private static final int MOST_SHAPES = 20;
  private static final int LONGEST_TEXT = 2_000;

  /** Statements that steer a session or a transaction: no developer would count them. */
  private static final Pattern STEERS =
      Pattern.compile(
          "(?is)(/\\*.*?\\*/|\\s)*(begin|start\\s+transaction|commit|end|rollback|abort|savepoint"
              + "|release|set|reset|show|discard|deallocate)\\b.*");

  private final Reader reader;
  private final String read;
  private final boolean planned;
  private final Map<String, Totals> seen = new HashMap<>();

  /** Of one shape. */
  record Totals(String text, double calls, double rows, double millis, double blocks, double wal) {
    private Totals plus(Totals more) {
      return with(more, 1);
    }

    private Totals minus(Totals less) {
      return with(less, -1);
    }

    private Totals with(Totals other, int sign) {
      return new Totals(
          text,
          calls + sign * other.calls,
          rows + sign * other.rows,
          millis + sign * other.millis,
          blocks + sign * other.blocks,
          wal + sign * other.wal);
    }
  }

  private StatementGauge(Reader reader, String view, boolean planned) {
    this.reader = reader;
    this.planned = planned;
    this.read =
        "select "
            + Reader.MARK
            + " coalesce(queryid::text, ''), coalesce(min(query), ''), sum(calls), sum(rows),"
            + " sum(total_exec_time + total_plan_time), sum(shared_blks_hit + shared_blks_read),"
            + " sum(wal_bytes) from "
            + view
            + " where toplevel and coalesce(query, '') not like '%"
            + Reader.MARK
            + "%' and dbid = (select oid from pg_database where datname = current_database())"
            + " group by queryid";
  }

  /**
   * @throws Unavailable if the server does not count statements; the message says what to do
   */
  static StatementGauge of(Reader reader) throws Unavailable {
    String track = setting(reader, "track");
    if (track.isEmpty()) {
      throw new Unavailable(
          "the server counts no statements: add pg_stat_statements to its"
              + " shared_preload_libraries, and restart it");
    }
    if (track.equals("none")) {
      throw new Unavailable("the server counts no statements: set pg_stat_statements.track = top");
    }
    List<String> views =
        reader.all(
            "select "
                + Reader.MARK
                + " format('%I.pg_stat_statements', nspname) from pg_extension e join"
                + " pg_namespace n on n.oid = e.extnamespace where extname = 'pg_stat_statements'",
            row -> row.getString(1));
    if (views.isEmpty()) {
      throw new Unavailable(
          "the database has no extension pg_stat_statements: create extension pg_stat_statements");
    }
    return new StatementGauge(reader, views.get(0), setting(reader, "track_planning").equals("on"));
  }

  /** Empty if the library is not loaded. */
  private static String setting(Reader reader, String name) throws Unavailable {
    return reader.one(
        "select "
            + Reader.MARK
            + " coalesce(current_setting('pg_stat_statements."
            + name
            + "', true), '')",
        row -> row.getString(1));
  }

  @Override
  public String what() {
    return WHAT;
  }

  /** Whether the time in statements holds their planning as well. */
  boolean planned() {
    return planned;
  }

  @Override
  public Map<String, Totals> read() throws Unavailable {
    Map<String, Totals> totals = new HashMap<>();
    reader
        .all(
            read,
            row ->
                Map.entry(
                    row.getString(1),
                    new Totals(
                        row.getString(2),
                        row.getDouble(3),
                        row.getDouble(4),
                        row.getDouble(5),
                        row.getDouble(6),
                        row.getDouble(7))))
        .forEach(shape -> totals.put(shape.getKey(), shape.getValue()));
    return totals;
  }

  @Override
  public Map<Counter, Double> between(Map<String, Totals> before, Map<String, Totals> after)
      throws Unavailable {
    Map<Counter, Double> sums = new EnumMap<>(Counter.class);
    for (Counter counter :
        List.of(
            Counter.SQL_STATEMENTS,
            Counter.ROWS_RETURNED,
            Counter.BLOCKS_READ,
            Counter.DB_MICROS,
            Counter.WAL_BYTES)) {
      sums.put(counter, 0.0);
    }
    for (Map.Entry<String, Totals> shape : after.entrySet()) {
      Totals old = before.get(shape.getKey());
      Totals more = old == null ? shape.getValue() : shape.getValue().minus(old);
      if (more.calls < 0) {
        throw new Unavailable(
            "pg_stat_statements was reset meanwhile, or is too small for all that it saw: raise"
                + " pg_stat_statements.max");
      }
      if (more.calls > 0) {
        seen.merge(shape.getKey(), more, Totals::plus);
        sums.merge(Counter.SQL_STATEMENTS, steers(more.text) ? 0 : more.calls, Double::sum);
        sums.merge(Counter.ROWS_RETURNED, more.rows, Double::sum);
        sums.merge(Counter.BLOCKS_READ, more.blocks, Double::sum);
        sums.merge(Counter.DB_MICROS, more.millis * 1_000, Double::sum);
        sums.merge(Counter.WAL_BYTES, more.wal, Double::sum);
      }
    }
    return sums;
  }

  /**
   * All shapes seen, by time.
   *
   * @param requests in which they were
   */
  List<Statement> statements(long requests) {
    return seen.values().stream()
        .sorted(Comparator.comparingDouble(Totals::millis).reversed())
        .limit(MOST_SHAPES)
        .map(
            shape ->
                new Statement(
                    cut(shape.text),
                    shape.calls / requests,
                    shape.rows / requests,
                    shape.millis * 1_000 / requests,
                    shape.blocks / requests))
        .toList();
  }

  static boolean steers(String text) {
    return STEERS.matcher(text).matches();
  }

  private static String cut(String text) {
    String whole = text.strip();
    return whole.length() <= LONGEST_TEXT ? whole : whole.substring(0, LONGEST_TEXT) + " …";
  }
}
