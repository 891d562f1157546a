package dev.tuninglab.lab.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuninglab.db.DatabaseException;
import dev.tuninglab.db.DatabaseOptions;
import dev.tuninglab.db.ShopDatabase;
import dev.tuninglab.lab.experiment.Fault;
import dev.tuninglab.lab.experiment.Link;
import dev.tuninglab.lab.experiment.Scenario;
import dev.tuninglab.lab.network.Relay;
import dev.tuninglab.lab.network.Relays;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults of the database, as its clients see them: on a real PostgreSQL, through a real relay. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class DatabaseFaultsTest {
  private static final String STARTED_AT = "select pg_postmaster_start_time()::text";

  private static ShopDatabase database;
  private static Relays relays;
  private static Relay relay;
  private static Reach reach;
  private static String url;

  private Breakage breakage;

  @BeforeAll
  static void open() throws Exception {
    Path cache = Path.of("target", "fault-cache").toAbsolutePath();
    database = ShopDatabase.open(DatabaseOptions.tiny(cache), line -> {});
    relays = Relays.start();
    relay = relays.open(Link.ofRoundTrip("rtt", "0ms"), ShopDatabase.address(database.jdbcUrl()));
    url = ShopDatabase.jdbcUrlAt(database.jdbcUrl(), relay.address());
    reach = new Reach(Optional.of(relay), Optional.of(new LabServer(database)), null, null, "/");
  }

  @AfterAll
  static void close() throws DatabaseException {
    relays.close();
    database.close();
  }

  @AfterEach
  void mend() {
    if (breakage != null) {
      breakage.close();
    }
  }

  @Test
  void whoIsStalledHearsNothingUntilItIsOver() throws Exception {
    try (Connection connection = DriverManager.getConnection(url)) {
      begin("db-stall");
      assertThatThrownBy(() -> DriverManager.getConnection(url + "&socketTimeout=1"))
          .isInstanceOf(SQLException.class)
          .hasRootCauseInstanceOf(SocketTimeoutException.class);
      CompletableFuture<String> asked =
          CompletableFuture.supplyAsync(() -> unchecked(connection, "select 7"));
      assertThatThrownBy(() -> asked.get(200, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      breakage.end();
      assertThat(asked.get()).isEqualTo("7");
    }
    assertWhole();
  }

  @Test
  void everyStatementPaysTheAddedLatency() throws Exception {
    try (Connection connection = DriverManager.getConnection(url)) {
      begin("db-latency=60ms");
      long begin = System.nanoTime();
      assertThat(query(connection, "select 7")).isEqualTo("7");
      assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(60_000_000);
      breakage.end();
      assertThat(query(connection, "select 8")).isEqualTo("8");
    }
    assertWhole();
  }

  @Test
  void aCutBreaksWhatIsOpenAndRefusesWhatComes() throws Exception {
    try (Connection connection = DriverManager.getConnection(url)) {
      begin("db-cut");
      assertState("08006", () -> query(connection, "select 7"));
      assertState("08001", () -> DriverManager.getConnection(url));
      breakage.end();
    }
    assertWhole();
  }

  @Test
  void whoHasAConnectionKeepsItAndNobodyElseGetsOne() throws Exception {
    try (Connection kept = DriverManager.getConnection(url)) {
      Connection left = DriverManager.getConnection(url);
      begin("connections-exhausted");
      assertState("53300", () -> DriverManager.getConnection(url));
      assertThat(query(kept, "select 7")).isEqualTo("7");
      int held = held();
      assertThat(held).isGreaterThan(200);
      left.close();
      while (held() == held) {
        Thread.onSpinWait();
      }
      assertThat(held()).isGreaterThan(held);
      breakage.end();
      assertThat(breakage.note()).matches("the lab held \\d+ connections");
    }
    awaitWhole();
  }

  @Test
  void aServerThatCannotBeReachedIsAFailureAndNothingIsHeld() {
    relay.cut();
    try (ConnectionsTaken taken = new ConnectionsTaken(url)) {
      assertThatThrownBy(taken::begin)
          .isInstanceOf(FaultFailed.class)
          .hasMessageStartingWith("taking connections: ");
    } finally {
      breakage = WayBroken.cut(relay);
    }
  }

  @Test
  void aRestartBreaksWhatIsOpenAndTheServerIsBackAtTheSameAddress() throws Exception {
    try (Connection connection = DriverManager.getConnection(url)) {
      String before = query(connection, STARTED_AT);
      begin("db-restart");
      breakage.end();
      assertState("57P01", () -> query(connection, "select 7"));
      try (Connection again = DriverManager.getConnection(url)) {
        assertThat(query(again, STARTED_AT)).isNotEqualTo(before);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"db-stall", "db-latency", "db-cut", "connections-exhausted"})
  void whatNobodyEndsIsMendedAsItCloses(String fault) throws Exception {
    begin(fault);
    breakage.close();
    breakage.close();
    awaitWhole();
  }

  @Test
  void aScenarioTakesPlaceAtItsInstants() throws Exception {
    Scenario scenario =
        new Scenario(
            List.of(
                step(5_000, "db-stall=100ms"),
                step(5_200, "db-restart"),
                step(15_200, "db-cut=100ms")),
            Duration.ofSeconds(5));
    // As if the load had begun long ago: instants that have passed are due at once.
    long loadBegan = System.nanoTime() - TimeUnit.SECONDS.toNanos(15);
    try (Breaking breaking = Breaking.prepare(scenario, reach, line -> {})) {
      breaking.start(loadBegan);
      List<Outage> outages = breaking.await();
      assertThat(outages)
          .extracting(outage -> outage.fault().name())
          .containsExactly("db-stall", "db-restart", "db-cut");
      long last = loadBegan;
      for (int i = 0; i < outages.size(); i++) {
        Outage outage = outages.get(i);
        assertThat(outage.begun().nanosAfter(loadBegan))
            .isGreaterThanOrEqualTo(scenario.faults().get(i).at().toNanos());
        for (Moment moment :
            List.of(outage.begun(), outage.inForce(), outage.ending(), outage.ended())) {
          assertThat(moment.nanosAfter(last)).isNotNegative();
          last = moment.nanoTime();
        }
      }
      Outage stall = outages.get(0);
      assertThat(stall.ending().nanosAfter(stall.inForce().nanoTime()))
          .isGreaterThanOrEqualTo(100_000_000);
    }
    assertWhole();
  }

  @Test
  void aScenarioThatIsClosedMendsAndGoesNoFurther() throws Exception {
    Scenario scenario =
        new Scenario(
            List.of(step(5_000, "db-cut=2m"), step(200_000, "db-restart")), Duration.ofSeconds(5));
    CompletableFuture<Void> begun = new CompletableFuture<>();
    Breaking breaking = Breaking.prepare(scenario, reach, line -> begun.complete(null));
    breaking.start(System.nanoTime() - TimeUnit.SECONDS.toNanos(5));
    begun.get();
    Thread.currentThread().interrupt();
    breaking.close();
    assertThat(Thread.interrupted()).isTrue();
    assertThatThrownBy(breaking::await).isInstanceOf(InterruptedException.class);
    breaking.close();
    assertWhole();
  }

  @Test
  void aFaultOutOfReachIsRefusedBeforeAnythingIsBroken() {
    Reach nothing = new Reach(Optional.empty(), Optional.empty(), null, null, "/");
    assertThatThrownBy(
            () -> Breaking.prepare(Scenario.of(new Fault.DbRestart()), nothing, line -> {}).close())
        .isInstanceOf(FaultFailed.class)
        .hasMessage("db-restart: this lab has started no database server");
    assertThatThrownBy(
            () ->
                Breaking.prepare(Scenario.of(Fault.parse("", "db-cut")), nothing, line -> {})
                    .close())
        .isInstanceOf(FaultFailed.class)
        .hasMessage("db-cut: no relay leads to the subject's database");
  }

  private static Scenario.Step step(long atMillis, String fault) {
    return new Scenario.Step(Duration.ofMillis(atMillis), Fault.parse("--fault", fault));
  }

  private void begin(String fault) throws FaultFailed, InterruptedException {
    breakage = Breakages.of(Fault.parse("--fault", fault), reach);
    breakage.prepare();
    breakage.begin();
  }

  private int held() {
    return Integer.parseInt(breakage.note().replaceAll("\\D", ""));
  }

  private interface Action {
    void run() throws SQLException;
  }

  private static void assertState(String state, Action action) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).as("%s", e).isEqualTo(state));
  }

  private static void assertWhole() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url)) {
      assertThat(query(connection, "select 9")).isEqualTo("9");
    }
  }

  /** A server lets go of a connection some time after its client has. */
  private static void awaitWhole() throws SQLException {
    while (true) {
      try {
        assertWhole();
        return;
      } catch (SQLException e) {
        assertThat(e.getSQLState()).isEqualTo("53300");
      }
    }
  }

  private static String unchecked(Connection connection, String sql) {
    try {
      return query(connection, sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String query(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
