package dev.tuninglab.app.knobs.stale;

import dev.tuninglab.app.tuning.DatabaseLock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Comparator;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A partition a month. The old ones are detached and moved to the schema {@code archive}, where
 * they can be dumped, moved to another disk or dropped.
 *
 * <p>What is old is counted in months that have events, not by the clock: a table that nobody has
 * written to for a year (a restored backup, generated data) keeps its newest months.
 */
final class PurgedEventTable implements EventTable {
  /**
   * There is no default partition: with one, nothing can be detached concurrently, and each new
   * partition locks and reads it. So a month must be there before its first event is.
   */
  private static final int MONTHS_AHEAD = 3;

  private static final Duration EVERY = Duration.ofHours(1);

  private final int keep;
  private final Clock clock;

  PurgedEventTable(StaleSettings settings) {
    this(settings, Clock.systemUTC());
  }

  PurgedEventTable(StaleSettings settings, Clock clock) {
    this.keep = settings.keep();
    this.clock = clock;
  }

  @Override
  public void apply(Connection connection) throws SQLException {
    EventMonths months = new EventMonths(connection);
    DatabaseLock.run(
        connection,
        EventMonths.LOCK,
        () -> {
          if (!months.isPartitioned()) {
            new EventTableExchange(connection).toPartitioned();
          }
          tend(months);
          YearMonth oldest = oldestKept(months);
          if (!months.hot().headSet(oldest).isEmpty()
              || !months.archived().tailSet(oldest).isEmpty()) {
            throw new SQLException(
                "order_event must have the months from %s on and archive those before, but has %s and archives %s"
                    .formatted(oldest, months.hot(), months.archived()));
          }
        });
  }

  @Override
  public AutoCloseable upkeep(Database database, Consumer<Exception> onFailure) {
    return new EventUpkeep(database, this::tendUnlessBusy, EVERY, onFailure);
  }

  /** One instance at a time; what another is at now needs no second look. */
  void tendUnlessBusy(Connection connection) throws SQLException {
    EventMonths months = new EventMonths(connection);
    DatabaseLock.tryRun(
        connection,
        EventMonths.LOCK,
        () -> {
          // Somebody may have turned the knob since.
          if (months.isPartitioned()) {
            tend(months);
          }
        });
  }

  /** Each step leaves a state from which the next time goes on. */
  private void tend(EventMonths months) throws SQLException {
    months.finishDetaching();
    YearMonth oldest = oldestKept(months);
    for (YearMonth month : months.archived().tailSet(oldest)) {
      months.restore(month);
    }
    YearMonth now = YearMonth.now(clock);
    for (int ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
      if (!months.hot().contains(now.plusMonths(ahead))) {
        months.create(now.plusMonths(ahead));
      }
    }
    for (YearMonth month : months.hot().headSet(oldest)) {
      months.archive(month);
    }
  }

  /** Not after this month, since the next event is of this one. */
  private YearMonth oldestKept(EventMonths months) throws SQLException {
    SortedSet<YearMonth> all = new TreeSet<>(months.hot());
    all.addAll(months.archived());
    Collection<YearMonth> withEvents = months.withEvents(all);
    YearMonth now = YearMonth.now(clock);
    YearMonth oldest =
        withEvents.stream()
            .sorted(Comparator.reverseOrder())
            .limit(keep)
            .min(Comparator.naturalOrder())
            .orElse(now);
    return oldest.isBefore(now) ? oldest : now;
  }
}
