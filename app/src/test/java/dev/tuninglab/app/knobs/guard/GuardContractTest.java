package dev.tuninglab.app.knobs.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuninglab.app.TestDatabase;
import dev.tuninglab.app.tuning.InvalidSetting;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(TestDatabase.Provider.class)
@Timeout(60)
class GuardContractTest {
  private static final int LIMIT = 2;
  private static final int WINDOW = 4;

  /** What PostgreSQL shows of it, by variant. */
  private static final Map<String, String> STATEMENT_TIMEOUT =
      Map.of("none", "0", "timeouts", "1500ms", "shed", "1500ms");

  private static final Map<String, Integer> POOL_WAIT_MILLIS =
      Map.of("none", 30_000, "timeouts", 300, "shed", 300);

  private static final Set<String> REFUSE = Set.of("shed");

  private final Heard heard = new Heard();

  @ParameterizedTest
  @EnumSource
  void aStatementMayRunAsLongAsDocumented(Guard guard, TestDatabase database) throws SQLException {
    String url = guard.timeLimits(settings()).in(database.url());
    assertThat(shown(url, "statement_timeout")).isEqualTo(STATEMENT_TIMEOUT.get(guard.id()));
  }

  @ParameterizedTest
  @EnumSource
  void whatTheUrlSaysOfOtherThingsStays(Guard guard, TestDatabase database) throws SQLException {
    String own =
        database.url() + "&options=-c%20default_transaction_read_only=on&ApplicationName=mine";
    String url = guard.timeLimits(settings()).in(own);
    assertThat(shown(url, "default_transaction_read_only")).isEqualTo("on");
    assertThat(shown(url, "application_name")).isEqualTo("mine");
    assertThat(shown(url, "statement_timeout")).isEqualTo(STATEMENT_TIMEOUT.get(guard.id()));
  }

  @ParameterizedTest
  @EnumSource
  void aStatementTimeoutOfTheUrlGivesWayToThatOfTheGuard(Guard guard, TestDatabase database)
      throws SQLException {
    String own = database.url() + "&options=-c%20statement_timeout=77s";
    String expected =
        STATEMENT_TIMEOUT.get(guard.id()).equals("0") ? "77s" : STATEMENT_TIMEOUT.get(guard.id());
    assertThat(shown(guard.timeLimits(settings()).in(own), "statement_timeout"))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource
  void theShorterWaitForAConnectionHolds(Guard guard) {
    TimeLimits limits = guard.timeLimits(settings());
    assertThat(limits.connectionWait(Duration.ofSeconds(30)))
        .isEqualTo(Duration.ofMillis(POOL_WAIT_MILLIS.get(guard.id())));
    assertThat(limits.connectionWait(Duration.ofMillis(250))).isEqualTo(Duration.ofMillis(250));
  }

  @ParameterizedTest
  @EnumSource
  void aStatementThatIsOutOfTimeEndsInTheDatabaseAsWell(Guard guard, TestDatabase database)
      throws SQLException {
    GuardSettings second =
        new GuardSettings(
            Duration.ofSeconds(1),
            Duration.ofMillis(300),
            LIMIT,
            Duration.ofSeconds(5),
            WINDOW,
            Duration.ofMinutes(1));
    String name = "out-of-time-" + guard.id();
    String url = guard.timeLimits(second).in(database.url() + "&ApplicationName=" + name);
    DatabaseCalls calls = guard.databaseCalls(second, heard);
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      if (STATEMENT_TIMEOUT.get(guard.id()).equals("0")) {
        assertThat(calls.run(() -> statement.execute("select pg_sleep(1.5)"))).isTrue();
        assertThat(heard.all).isEmpty();
      } else {
        assertThatThrownBy(() -> calls.run(() -> statement.execute("select pg_sleep(600)")))
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
        assertThat(heard.all).containsExactly("failed statement-timeout");
      }
      assertThat(
              database.number(
                  "select count(*) from pg_stat_activity where state = 'active'"
                      + " and application_name = '%s'".formatted(name)))
          .isZero();
      assertThat(statement.execute("select 1")).as("the connection is whole").isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void asManyAreLetInAsDocumented(Guard guard) {
    Admission admission = guard.admission(settings(), heard);
    List<Admission.Permit> permits = new ArrayList<>();
    for (int i = 0; i < LIMIT; i++) {
      permits.add(admission.enter());
    }
    if (REFUSE.contains(guard.id())) {
      assertThatThrownBy(admission::enter)
          .isInstanceOf(Refused.class)
          .hasMessage("the service is working on as many requests as it can; come back later");
      assertThat(heard.all).containsExactly("admitted", "admitted", "refused full");
    } else {
      permits.add(admission.enter());
      assertThat(heard.all).containsExactly("admitted", "admitted", "admitted");
    }
    permits.forEach(Admission.Permit::leave);
  }

  @ParameterizedTest
  @EnumSource
  void whoLeavesMakesRoomForOneHoweverOftenItSaysSo(Guard guard) {
    Admission admission = guard.admission(settings(), heard);
    Admission.Permit first = admission.enter();
    admission.enter();
    first.leave();
    first.leave();
    admission.enter();
    if (REFUSE.contains(guard.id())) {
      assertThatThrownBy(admission::enter).isInstanceOf(Refused.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCallReturnsAndThrowsWhatItDoes(Guard guard) throws SQLException {
    DatabaseCalls calls = guard.databaseCalls(settings(), heard);
    assertThat(calls.run(() -> "answer")).isEqualTo("answer");
    SQLException failure = new SQLException("duplicate", "23505");
    assertThatThrownBy(() -> calls.run(failing(failure))).isSameAs(failure);
    IllegalStateException bug = new IllegalStateException();
    assertThatThrownBy(
            () ->
                calls.run(
                    () -> {
                      throw bug;
                    }))
        .isSameAs(bug);
    assertThat(heard.all).containsExactly("failed none", "failed none");
  }

  @ParameterizedTest
  @EnumSource
  void aDatabaseThatFailsIsLeftAloneAsDocumented(Guard guard) {
    DatabaseCalls calls = guard.databaseCalls(settings(), heard);
    boolean refuses = REFUSE.contains(guard.id());
    assertThat(calls.breaker()).isEqualTo(refuses ? "closed" : "none");
    fail(calls, WINDOW, "57P01");

    int[] asked = {0};
    for (int i = 0; i < 10; i++) {
      DatabaseCalls.Call<Integer> call = () -> ++asked[0];
      if (refuses) {
        assertThatThrownBy(() -> calls.run(call))
            .isInstanceOfSatisfying(
                Refused.class, e -> assertThat(e.retryAfterSeconds()).isBetween(540, 605))
            .hasMessage("the database has been failing; come back later");
      } else {
        assertThat(run(calls, call)).isEqualTo(i + 1);
      }
    }
    assertThat(asked[0]).isEqualTo(refuses ? 0 : 10);
    assertThat(calls.breaker()).isEqualTo(refuses ? "open" : "none");
    assertThat(heard.all).startsWith("failed unavailable");
  }

  @ParameterizedTest
  @EnumSource
  void aDatabaseThatIsWellAgainIsAskedAgain(Guard guard) {
    DatabaseCalls calls = guard.databaseCalls(settings(Duration.ofMillis(100)), heard);
    fail(calls, WINDOW, "08006");
    Set<String> states = new TreeSet<>();
    for (int probes = 0; probes < 3; ) {
      probes += run(calls, () -> 1) == 1 ? 1 : 0;
      states.add(calls.breaker());
    }
    assertThat(states)
        .isSubsetOf("none", "open", "half-open", "closed")
        .contains(REFUSE.contains(guard.id()) ? "closed" : "none");
    assertThat(run(calls, () -> 7)).isEqualTo(7);
  }

  @ParameterizedTest
  @EnumSource
  void aDatabaseThatIsStillIllIsLeftAloneAgain(Guard guard) {
    DatabaseCalls calls = guard.databaseCalls(settings(Duration.ofMillis(100)), heard);
    fail(calls, WINDOW, "08006");
    int[] asked = {0};
    while (asked[0] < 3) {
      try {
        calls.run(
            () -> {
              asked[0]++;
              throw new SQLException("still", "08006");
            });
      } catch (SQLException | Refused e) {
        // Until the probes have gone through.
      }
    }
    assertThat(calls.breaker()).isEqualTo(REFUSE.contains(guard.id()) ? "open" : "none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "22012", "42P01", "40001", "25006"})
  void whatTheDatabaseAnsweredOpensNoBreaker(String state) {
    for (Guard guard : Guard.values()) {
      DatabaseCalls calls = guard.databaseCalls(settings(), heard);
      fail(calls, 10 * WINDOW, state);
      assertThat(run(calls, () -> 1)).as(guard.id()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anEmptyPoolOpensNoBreakerButAPoolThatCannotConnectDoes(Guard guard) {
    DatabaseCalls calls = guard.databaseCalls(settings(), heard);
    for (int i = 0; i < 10 * WINDOW; i++) {
      swallow(calls, new SQLTransientConnectionException("all lent", null, 0));
    }
    assertThat(run(calls, () -> 1)).isEqualTo(1);
    assertThat(heard.all).containsOnly("failed no-connection-in-time");
    // With the success above they fill the window.
    for (int i = 1; i < WINDOW; i++) {
      swallow(calls, new SQLTransientConnectionException("cannot connect", "08001", 0));
    }
    assertThat(calls.breaker()).isEqualTo(REFUSE.contains(guard.id()) ? "open" : "none");
  }

  @Test
  void theTroubleIsFoundInsideOfWhatLibrariesThrow() {
    SQLException inner = new SQLException("gone", "57P01");
    assertThat(DatabaseTrouble.in(new IllegalStateException(new RuntimeException(inner))))
        .isEqualTo(DatabaseTrouble.UNAVAILABLE);
    assertThat(DatabaseTrouble.in(new IllegalStateException())).isEqualTo(DatabaseTrouble.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "9ms|300ms|2|5s|guard.statement-timeout must be a duration from 10ms to 10m, such as 250ms"
            + " or 30s, but was '9ms'",
        "2s|249ms|2|5s|guard.pool-wait must be a duration from 250ms to 10m, such as 250ms or 30s,"
            + " but was '249ms'",
        "2s|300ms|151|5s|guard.limit must be a whole number from 1 to 150, but was '151'",
        "2s|300ms|2|0s|guard.retry-within must be a duration from 1s to 10m, such as 250ms or 30s,"
            + " but was '0ms'",
      })
  void settingsCheckThemselves(
      String statement, String pool, int limit, String retry, String message) {
    assertThatThrownBy(
            () ->
                new GuardSettings(
                    Duration.parse("PT" + seconds(statement)),
                    Duration.parse("PT" + seconds(pool)),
                    limit,
                    Duration.parse("PT" + seconds(retry)),
                    WINDOW,
                    Duration.ofMinutes(1)))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage(message);
  }

  private static String seconds(String span) {
    return span.endsWith("ms")
        ? Integer.parseInt(span.replace("ms", "")) / 1_000.0 + "S"
        : span.replace("s", "S");
  }

  private static GuardSettings settings() {
    return settings(Duration.ofMinutes(10));
  }

  private static GuardSettings settings(Duration breakerWait) {
    return new GuardSettings(
        Duration.ofMillis(1_500),
        Duration.ofMillis(300),
        LIMIT,
        Duration.ofSeconds(5),
        WINDOW,
        breakerWait);
  }

  private static DatabaseCalls.Call<Integer> failing(SQLException failure) {
    return () -> {
      throw failure;
    };
  }

  private static void fail(DatabaseCalls calls, int times, String state) {
    for (int i = 0; i < times; i++) {
      swallow(calls, new SQLException("failed", state));
    }
  }

  private static void swallow(DatabaseCalls calls, SQLException failure) {
    assertThatThrownBy(() -> calls.run(failing(failure))).isSameAs(failure);
  }

  /** 0 when it was refused. */
  private static int run(DatabaseCalls calls, DatabaseCalls.Call<Integer> call) {
    try {
      return calls.run(call);
    } catch (Refused e) {
      return 0;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String shown(String url, String parameter) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("show " + parameter)) {
      row.next();
      return row.getString(1);
    }
  }

  /** Keeps what it hears, in words. */
  private static final class Heard implements GuardEvents {
    final List<String> all = new ArrayList<>();

    @Override
    public void admitted() {
      all.add("admitted");
    }

    @Override
    public void refused(Refused.Reason reason) {
      all.add("refused " + reason.id());
    }

    @Override
    public void failed(DatabaseTrouble trouble) {
      all.add("failed " + trouble.id());
    }
  }
}
