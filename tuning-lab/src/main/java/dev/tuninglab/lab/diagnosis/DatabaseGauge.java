package dev.tuninglab.lab.diagnosis;

import dev.tuninglab.lab.why.Counter;
import java.util.EnumMap;
import java.util.Map;

/**
 * What PostgreSQL counts of a whole database. A backend tells of its work once a second at most, at
 * the end of a transaction: see {@link SubjectLook} for how this is waited for.
 *
 * <p>Source: PostgreSQL's manual, <i>The Cumulative Statistics System</i>, pg_stat_database.
 */
final class DatabaseGauge implements Gauge<Map<Counter, Double>> {
  static final String WHAT = "database";
  private static final String READ =
      "select "
          + Reader.MARK
          + " sessions, xact_commit + xact_rollback, tup_returned + tup_fetched"
          + " from pg_stat_database where datname = current_database()";

  private final Reader reader;

  DatabaseGauge(Reader reader) {
    this.reader = reader;
  }

  @Override
  public String what() {
    return WHAT;
  }

  @Override
  public Map<Counter, Double> read() throws Unavailable {
    return reader.one(
        READ,
        row -> {
          Map<Counter, Double> totals = new EnumMap<>(Counter.class);
          totals.put(Counter.CONNECTIONS_OPENED, row.getDouble(1));
          totals.put(Counter.TRANSACTIONS, row.getDouble(2));
          totals.put(Counter.ROWS_READ, row.getDouble(3));
          return totals;
        });
  }

  @Override
  public Map<Counter, Double> between(Map<Counter, Double> before, Map<Counter, Double> after)
      throws Unavailable {
    Map<Counter, Double> more = new EnumMap<>(Counter.class);
    after.forEach((of, total) -> more.put(of, total - before.get(of)));
    if (more.values().stream().anyMatch(much -> much < 0)) {
      throw new Unavailable("somebody reset the statistics of the database meanwhile");
    }
    return more;
  }
}
