package dev.tuninglab.app.knobs.stale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tuninglab.app.TestDatabase;
import dev.tuninglab.app.tuning.DatabaseLock;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.PGConnection;

/** Months come and go, and whoever is stopped half-way is followed by one who ends the work. */
@ExtendWith(TestDatabase.Provider.class)
@Timeout(120)
class PurgedEventTableTest {
  private TestDatabase.Copy shop;

  /** One event in each month of 2025. */
  @BeforeEach
  void fill(TestDatabase database) throws IOException, SQLException {
    shop = database.copy();
    shop.execute(
        """
        insert into order_event (order_id, happened_at, kind, detail)
        select 1, timestamptz '2025-01-15T00:00:00Z' + n * interval '1 month', 'placed', '{}'
        from generate_series(0, 11) n""");
  }

  @AfterEach
  void drop() throws SQLException {
    shop.close();
  }

  @Test
  void thereIsAPartitionForThisMonthAndThreeAhead() throws SQLException {
    apply(3, "2026-01-31T23:59:59Z");
    assertThat(hot()).isEqualTo(months("2025-10", "2026-04"));

    apply(3, "2026-02-01T00:00:00Z");
    assertThat(hot()).isEqualTo(months("2025-10", "2026-05"));
  }

  @Test
  void aMonthWithEventsPushesTheOldestOut() throws SQLException {
    apply(3, "2026-01-10T00:00:00Z");
    shop.execute(
        "insert into order_event (order_id, happened_at, kind, detail)"
            + " values (1, '2026-01-10T00:00:00Z', 'placed', '{}')");

    apply(3, "2026-01-10T00:00:00Z");

    assertThat(hot()).isEqualTo(months("2025-11", "2026-04"));
    assertThat(archived()).isEqualTo(months("2025-01", "2025-10"));
  }

  @Test
  void dataThatStoodStillForYearsIsNotPurgedWhole() throws SQLException {
    apply(2, "2031-07-01T00:00:00Z");
    assertThat(hot().subList(0, 2)).isEqualTo(months("2025-11", "2025-12"));
    assertThat(hot().subList(2, 6)).isEqualTo(months("2031-07", "2031-10"));
  }

  @Test
  void theMonthOfNowStaysWhenTheDataIsAheadOfTheClock() throws SQLException {
    apply(2, "2025-06-20T00:00:00Z");
    assertThat(hot()).isEqualTo(months("2025-06", "2025-12"));
  }

  @Test
  void toKeepMoreBringsMonthsBackWithTheirEvents() throws SQLException {
    apply(2, "2026-01-10T00:00:00Z");
    assertThat(shop.texts("select count(*) from order_event")).containsExactly("2");

    apply(6, "2026-01-10T00:00:00Z");

    assertThat(shop.texts("select count(*) from order_event")).containsExactly("6");
    assertThat(hot()).isEqualTo(months("2025-07", "2026-04"));
    assertThat(archived()).isEqualTo(months("2025-01", "2025-06"));
  }

  @Test
  void aTableWithoutEventsIsPartitionedAsWell() throws SQLException {
    shop.execute("delete from order_event");
    apply(3, "2026-01-10T00:00:00Z");
    assertThat(hot()).isEqualTo(months("2026-01", "2026-04"));
  }

  @Test
  void whoWasStoppedWhileHeDetachedIsFollowedByOneWhoFinishes() throws Exception {
    apply(12, "2026-01-10T00:00:00Z");
    try (Connection reader = shop.connect();
        Connection stopped = shop.connect()) {
      reader.setAutoCommit(false);
      execute(reader, "select from order_event");
      CompletableFuture<Void> detaching =
          CompletableFuture.runAsync(() -> unchecked(() -> apply(stopped, 3)));
      while (shop.texts("select 1 from pg_inherits where inhdetachpending").isEmpty()) {
        assertThat(detaching).isNotDone();
      }
      shop.execute("select pg_terminate_backend(" + pid(stopped) + ")");
      assertThatThrownBy(detaching::join).hasCauseInstanceOf(SQLException.class);
    }

    apply(3, "2026-01-10T00:00:00Z");

    assertThat(shop.texts("select 1 from pg_inherits where inhdetachpending")).isEmpty();
    assertThat(hot()).isEqualTo(months("2025-10", "2026-04"));
    assertThat(archived()).isEqualTo(months("2025-01", "2025-09"));
  }

  @Test
  void theOrdinaryTableGetsTheRowsOfAHalfDetachedMonthToo() throws Exception {
    Optional<Stale> kept =
        Arrays.stream(Stale.values()).filter(stale -> stale.id().equals("kept")).findFirst();
    assumeTrue(kept.isPresent());
    apply(12, "2026-01-10T00:00:00Z");
    try (Connection reader = shop.connect();
        Connection stopped = shop.connect()) {
      reader.setAutoCommit(false);
      execute(reader, "select from order_event");
      CompletableFuture<Void> detaching =
          CompletableFuture.runAsync(() -> unchecked(() -> apply(stopped, 3)));
      while (shop.texts("select 1 from pg_inherits where inhdetachpending").isEmpty()) {
        assertThat(detaching).isNotDone();
      }
      shop.execute("select pg_terminate_backend(" + pid(stopped) + ")");
      assertThatThrownBy(detaching::join).hasCauseInstanceOf(SQLException.class);
    }

    try (Connection connection = shop.connect()) {
      kept.get().make(new StaleSettings(3)).apply(connection);
    }

    assertThat(shop.texts("select count(*) from order_event")).containsExactly("12");
    assertThat(archived()).isEmpty();
  }

  @Test
  void whatWasDetachedAndNotYetArchivedIsArchived() throws SQLException {
    apply(12, "2026-01-10T00:00:00Z");
    shop.execute("alter table order_event detach partition order_event_2025_01");

    apply(11, "2026-01-10T00:00:00Z");

    assertThat(archived()).isEqualTo(months("2025-01", "2025-01"));
    assertThat(shop.texts("select count(*) from archive.order_event_2025_01")).containsExactly("1");
  }

  @Test
  void theJobLeavesTheWorkToWhoeverIsAtIt() throws SQLException {
    apply(12, "2026-01-10T00:00:00Z");
    try (Connection other = shop.connect();
        Connection connection = shop.connect()) {
      DatabaseLock.run(
          other,
          EventMonths.LOCK,
          () -> table(3, "2026-01-10T00:00:00Z").tendUnlessBusy(connection));
      assertThat(archived()).isEmpty();

      table(3, "2026-01-10T00:00:00Z").tendUnlessBusy(connection);
      assertThat(archived()).isEqualTo(months("2025-01", "2025-09"));
    }
  }

  @Test
  void theJobDoesNothingToATableThatIsOrdinaryAgain() throws SQLException {
    try (Connection connection = shop.connect()) {
      table(3, "2026-01-10T00:00:00Z").tendUnlessBusy(connection);
    }
    assertThat(hot()).isEmpty();
    assertThat(shop.texts("select count(*) from order_event")).containsExactly("12");
  }

  /** The trap of having no default partition: why months are made ahead. */
  @Test
  void anEventOfAMonthThatIsNotThereIsRefused() throws SQLException {
    apply(3, "2026-01-10T00:00:00Z");
    assertThatThrownBy(
            () ->
                shop.execute(
                    "insert into order_event (order_id, happened_at, kind, detail)"
                        + " values (1, '2026-05-01T00:00:00Z', 'placed', '{}')"))
        .hasMessageContaining("no partition of relation \"order_event\" found for row");
  }

  private void apply(int keep, String now) throws SQLException {
    try (Connection connection = shop.connect()) {
      table(keep, now).apply(connection);
    }
  }

  private static void apply(Connection connection, int keep) throws SQLException {
    table(keep, "2026-01-10T00:00:00Z").apply(connection);
  }

  private static PurgedEventTable table(int keep, String now) {
    return new PurgedEventTable(
        new StaleSettings(keep), Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
  }

  private List<YearMonth> hot() throws SQLException {
    try (Connection connection = shop.connect()) {
      return List.copyOf(new EventMonths(connection).hot());
    }
  }

  private List<YearMonth> archived() throws SQLException {
    try (Connection connection = shop.connect()) {
      return List.copyOf(new EventMonths(connection).archived());
    }
  }

  private static List<YearMonth> months(String first, String last) {
    YearMonth from = YearMonth.parse(first);
    return IntStream.iterate(0, n -> n + 1)
        .mapToObj(from::plusMonths)
        .takeWhile(month -> !month.isAfter(YearMonth.parse(last)))
        .toList();
  }

  private static int pid(Connection connection) throws SQLException {
    return connection.unwrap(PGConnection.class).getBackendPID();
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private interface Step {
    void run() throws SQLException;
  }

  private static void unchecked(Step step) {
    try {
      step.run();
    } catch (SQLException e) {
      throw new CompletionException(e);
    }
  }
}
