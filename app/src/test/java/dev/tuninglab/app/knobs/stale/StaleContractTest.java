package dev.tuninglab.app.knobs.stale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tuninglab.app.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** On two years of events, the last at the first instant of 2026. */
@ExtendWith(TestDatabase.Provider.class)
@Timeout(120)
class StaleContractTest {
  private static final StaleSettings THREE_MONTHS = new StaleSettings(3);

  private static final String EVENTS =
      """
      insert into order_event (order_id, happened_at, kind, detail)
      select 1 + n % 60, timestamptz '2026-01-01T00:00:00Z' - n * interval '3 hours',
             (array['placed', 'paid', 'shipped'])[1 + n % 3],
             jsonb_build_object('n', n, 'trace', repeat('x', 150))
      from generate_series(0, 5839) n""";

  private static final String RECENT =
      """
      select (happened_at at time zone 'UTC')::date, kind, count(*) from order_event
      where happened_at >= '2025-12-25T00:00:00Z' and happened_at < '2026-01-01T00:00:00Z'
      group by 1, 2 order by 1, 2""";

  private static final String SHAPE =
      """
      select c.oid || ' ' || c.oid::regclass || ' ' || c.relfilenode from pg_class c
      where relname like 'order_event%' order by 1""";

  private static final String INSERT =
      """
      insert into order_event (order_id, happened_at, kind, detail) values (7, now(), 'new', '{}')""";

  private TestDatabase.Copy shop;

  @BeforeEach
  void fill(TestDatabase database) throws IOException, SQLException {
    shop = database.copy();
    shop.execute(EVENTS);
  }

  @AfterEach
  void drop() throws SQLException {
    shop.close();
  }

  @ParameterizedTest
  @EnumSource
  void theLastSevenDaysAreTheSameInEveryVariant(Stale stale) throws SQLException {
    String rows = "select string_agg(recent::text, ' ') from (" + RECENT + ") recent";
    List<String> expected = shop.texts(rows);

    apply(stale);

    assertThat(shop.texts(rows)).isEqualTo(expected);
    assertThat(expected.get(0)).contains("(2025-12-25,paid,").contains("(2025-12-31,shipped,");
  }

  @ParameterizedTest
  @EnumSource
  void theHotTableHoldsWhatIsDocumented(Stale stale) throws SQLException {
    apply(stale);

    assertThat(shop.texts("select min(happened_at at time zone 'UTC')::text from order_event"))
        .containsExactly(
            Map.of("kept", "2024-01-02 03:00:00", "purged", "2025-11-01 00:00:00").get(stale.id()));
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsLostWhicheverVariantFollowsAnother(Stale stale) throws SQLException {
    String expected = everyRow();
    for (Stale before : Stale.values()) {
      apply(before);
      apply(stale);

      assertThat(everyRow()).as("%s, then %s", before, stale).isEqualTo(expected);
      assertThat(
              shop.texts(
                  "select indexname from pg_indexes where tablename = 'order_event' order by 1"))
          .containsExactly("order_event_by_order", "order_event_pkey");
    }
  }

  @ParameterizedTest
  @EnumSource
  void eventsOfNowAndOfTheNextMonthsFindTheirPlaceAndTheirIdsGoOn(Stale stale) throws SQLException {
    long last = Long.parseLong(shop.texts("select max(id) from order_event").get(0));
    apply(stale);

    for (int months = 0; months <= 3; months++) {
      assertThat(
              shop.texts(
                  INSERT.replace("now()", "now() + interval '" + months + " months'")
                      + " returning id"))
          .containsExactly(Long.toString(last + 1 + months));
    }
  }

  @ParameterizedTest
  @EnumSource
  void applyingAgainTouchesNothingNotEvenAReadOnlyDatabase(Stale stale) throws SQLException {
    apply(stale);
    List<String> before = shop.texts(SHAPE);

    try (Connection readOnly = readOnly()) {
      stale.make(THREE_MONTHS).apply(readOnly);
    }

    assertThat(shop.texts(SHAPE)).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void aDatabaseThatMayNotBeChangedIsRefused(Stale stale) throws SQLException {
    apply(another(stale));
    try (Connection readOnly = readOnly()) {
      assertThatThrownBy(() -> stale.make(THREE_MONTHS).apply(readOnly))
          .isInstanceOf(SQLException.class)
          .hasFieldOrPropertyWithValue("SQLState", "25006");
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoeverMightUseTheTableStillMay(Stale stale) throws SQLException {
    apply(another(stale));
    String role = "auditor" + System.nanoTime();
    shop.execute("create role " + role);
    try {
      shop.execute("grant select, insert on order_event to " + role);

      apply(stale);

      shop.execute("set role " + role + "; select from order_event limit 1; " + INSERT);
    } finally {
      shop.execute("drop owned by " + role + "; drop role " + role);
    }
  }

  @ParameterizedTest
  @EnumSource
  void instancesThatStartAtOnceDoNotDisturbEachOther(Stale stale) throws SQLException {
    String expected = everyRow();
    apply(another(stale));

    CompletableFuture<?>[] instances = new CompletableFuture<?>[3];
    for (int i = 0; i < instances.length; i++) {
      instances[i] = CompletableFuture.runAsync(() -> unchecked(() -> apply(stale)));
    }
    CompletableFuture.allOf(instances).join();

    assertThat(everyRow()).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource
  void whileTheShapeChangesNoWriterFailsAndNoReaderMissesARecentRow(Stale stale) throws Exception {
    apply(another(stale));
    long recent = Long.parseLong(shop.texts("select sum(count) from (" + RECENT + ") r").get(0));
    long before = Long.parseLong(everyRow().split(" ")[0]);
    AtomicBoolean going = new AtomicBoolean(true);
    AtomicLong written = new AtomicLong();
    AtomicLong reads = new AtomicLong();
    ExecutorService clients = Executors.newFixedThreadPool(6);
    List<CompletableFuture<Void>> running = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        running.add(
            CompletableFuture.runAsync(
                () -> unchecked(() -> insertWhile(going, written)), clients));
        running.add(
            CompletableFuture.runAsync(
                () -> unchecked(() -> readWhile(going, recent, reads)), clients));
      }
      for (int i = 0; i < 3; i++) {
        awaitProgress(written, reads, running);
        apply(stale);
        awaitProgress(written, reads, running);
        apply(another(stale));
      }
    } finally {
      going.set(false);
      clients.shutdown();
    }
    running.forEach(CompletableFuture::join);
    assertThat(Long.parseLong(everyRow().split(" ")[0])).isEqualTo(before + written.get());
  }

  @ParameterizedTest
  @EnumSource
  void upkeepEndsWhenItIsClosed(Stale stale) throws Exception {
    apply(stale);
    List<Exception> failures = new ArrayList<>();

    stale.make(THREE_MONTHS).upkeep(shop::connect, failures::add).close();

    assertThat(failures).isEmpty();
  }

  @Test
  void whatIsNotThereIsNotRead() throws SQLException {
    Map<String, Integer> pages = new HashMap<>();
    for (Stale stale : Stale.values()) {
      apply(stale);
      pages.put(stale.id(), pagesOfRecent());
    }
    assumeTrue(pages.keySet().containsAll(List.of("kept", "purged")));
    assertThat(pages.get("kept")).isGreaterThan(10 * pages.get("purged"));
  }

  private void insertWhile(AtomicBoolean going, AtomicLong written) throws SQLException {
    try (Connection connection = shop.connect();
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      while (going.get()) {
        insert.executeUpdate();
        written.incrementAndGet();
      }
    }
  }

  private void readWhile(AtomicBoolean going, long expected, AtomicLong reads) throws SQLException {
    try (Connection connection = shop.connect();
        PreparedStatement select =
            connection.prepareStatement("select sum(count) from (" + RECENT + ") recent")) {
      while (going.get()) {
        try (ResultSet row = select.executeQuery()) {
          row.next();
          assertThat(row.getLong(1)).isEqualTo(expected);
        }
        reads.incrementAndGet();
      }
    }
  }

  /** Everybody has done something since, with statements that the server has prepared. */
  private static void awaitProgress(
      AtomicLong written, AtomicLong reads, List<CompletableFuture<Void>> running) {
    long writtenThen = written.get() + 30;
    long readsThen = reads.get() + 30;
    while ((written.get() < writtenThen || reads.get() < readsThen)
        && running.stream().noneMatch(CompletableFuture::isDone)) {
      Thread.onSpinWait();
    }
  }

  private int pagesOfRecent() throws SQLException {
    String plan =
        String.join(
            "\n", shop.texts("explain (analyze, buffers, timing off, format json) " + RECENT));
    Matcher pages =
        Pattern.compile("\"Shared Hit Blocks\": (\\d+),\\s+\"Shared Read Blocks\": (\\d+)")
            .matcher(plan);
    assertThat(pages.find()).isTrue();
    return Integer.parseInt(pages.group(1)) + Integer.parseInt(pages.group(2));
  }

  /** The number of all rows, wherever they lie, and a checksum over them. */
  private String everyRow() throws SQLException {
    List<String> tables =
        shop.texts(
            "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname = 'archive'");
    tables.add("order_event");
    return shop.texts(
            tables.stream()
                .map("select id, order_id, happened_at, kind, detail from %s"::formatted)
                .collect(
                    Collectors.joining(
                        " union all ",
                        "select count(*) || ' ' || sum(hashtextextended(event::text, 0)) from (",
                        ") event")))
        .get(0);
  }

  private static Stale another(Stale stale) {
    List<Stale> others =
        Arrays.stream(Stale.values()).filter(other -> !other.id().equals(stale.id())).toList();
    assumeTrue(!others.isEmpty());
    return others.get(0);
  }

  private void apply(Stale stale) throws SQLException {
    try (Connection connection = shop.connect()) {
      stale.make(THREE_MONTHS).apply(connection);
      assertThat(connection.getAutoCommit()).isTrue();
    }
  }

  private Connection readOnly() throws SQLException {
    Connection connection = shop.connect();
    try (Statement statement = connection.createStatement()) {
      statement.execute("set default_transaction_read_only = on");
    }
    return connection;
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
