package dev.tuninglab.app.knobs.pool;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuninglab.app.TestDatabase;
import dev.tuninglab.app.tuning.InvalidSetting;
import dev.tuninglab.app.tuning.Tuning;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(TestDatabase.Provider.class)
class PoolContractTest {
  private static final PoolSettings ONE = settings(1, 1, "30m", "60s");

  private final CountedEvents events = new CountedEvents();

  @ParameterizedTest
  @EnumSource
  void aBorrowedConnectionWorksAndCommitsByItself(Pool pool, TestDatabase database)
      throws SQLException {
    try (Connections connections = pool.make(database.url(), ONE, events);
        Connection connection = connections.borrow()) {
      assertThat(connection.getAutoCommit()).isTrue();
      assertThat(backend(connection)).isPositive();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aConnectionLeftInATransactionComesBackClean(Pool pool, TestDatabase database)
      throws SQLException {
    try (Connections connections = pool.make(database.url(), ONE, events)) {
      try (Connection connection = connections.borrow()) {
        connection.setAutoCommit(false);
        backend(connection);
      }
      try (Connection connection = connections.borrow()) {
        assertThat(connection.getAutoCommit()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyBorrowerIsCountedAsWaiting(Pool pool, TestDatabase database) throws SQLException {
    try (Connections connections = pool.make(database.url(), ONE, events)) {
      connections.borrow().close();
      connections.borrow().close();
    }
    assertThat(events.waits).hasValue(2);
  }

  @ParameterizedTest
  @EnumSource
  void nothingStaysOpenAfterClosing(Pool pool, TestDatabase database) throws SQLException {
    String url = database.url() + "&ApplicationName=closing-" + pool.id();
    Connections connections = pool.make(url, ONE, events);
    connections.borrow().close();
    connections.close();

    String open =
        "select count(*) from pg_stat_activity where application_name = 'closing-%s'"
            .formatted(pool.id());
    await(database, open, 0);
  }

  @ParameterizedTest
  @EnumSource
  void twoBorrowersOpenAsManyConnectionsAsDocumented(Pool pool, TestDatabase database)
      throws SQLException {
    int documented = Map.of("none", 2, "hikari", 1).get(pool.id());
    try (Connections connections = pool.make(database.url(), ONE, events)) {
      Set<Long> backends = new HashSet<>();
      backends.add(backendOfNextBorrower(connections));
      backends.add(backendOfNextBorrower(connections));
      assertThat(backends).hasSize(documented);
    }
    assertThat(events.opened).hasValue(documented);
  }

  @Test
  void settingsCheckThemselves() {
    refused(
        () -> settings(201, 1, "30m", "60s"),
        "pool.size must be a whole number from 1 to 200, but was '201'");
    refused(
        () -> new PoolSettings(1, 1, Duration.ofMillis(249), ofMinutes(30), ofMinutes(1)),
        "pool.timeout must be a duration from 250ms to 10m, such as 250ms or 30s, but was '249ms'");
    refused(
        () -> settings(1, 1, "29s", "off"),
        "pool.max-lifetime must be a duration from 30s to 1440m, such as 250ms or 30s,"
            + " but was '29s'");
    refused(
        () -> settings(1, 1, "30m", "1s"),
        "pool.leak-detection must be off or a duration from 2s to 10m, such as 250ms or 30s,"
            + " but was '1s'");
  }

  @Test
  void settingsThatContradictEachOtherAreRefusedAndNotPutRight() {
    refused(
        () -> settings(2, 3, "30m", "60s"),
        "pool.min-idle must be at most pool.size, which is 2, but was '3'");
    refused(
        () -> settings(1, 1, "30s", "31s"),
        "pool.leak-detection must be off or at most pool.max-lifetime, which is 30000ms,"
            + " but was '31000ms'");
  }

  @Test
  void withoutAWordOnItTheWholePoolIsKeptReady() {
    assertThat(PoolSettings.of(tuning(Map.of("pool.size", "7"))).minIdle()).isEqualTo(7);
  }

  private static void refused(ThrowingCallable settings, String message) {
    assertThatThrownBy(settings).isInstanceOf(InvalidSetting.class).hasMessage(message);
  }

  private static PoolSettings settings(int size, int minIdle, String lifetime, String leak) {
    return PoolSettings.of(
        tuning(
            Map.of(
                "pool.size",
                Integer.toString(size),
                "pool.min-idle",
                Integer.toString(minIdle),
                "pool.timeout",
                "250ms",
                "pool.max-lifetime",
                lifetime,
                "pool.leak-detection",
                leak)));
  }

  private static Tuning tuning(Map<String, String> asked) {
    return Tuning.of(
        List.of(
            PoolSettings.SIZE,
            PoolSettings.MIN_IDLE,
            PoolSettings.TIMEOUT,
            PoolSettings.MAX_LIFETIME,
            PoolSettings.LEAK_DETECTION),
        asked);
  }

  /**
   * The pool fills itself, and a server process takes a moment to notice that its client is gone.
   */
  private static void await(TestDatabase database, String count, long wanted) throws SQLException {
    while (database.number(count) != wanted) {
      Thread.onSpinWait();
    }
  }

  private static long backendOfNextBorrower(Connections connections) throws SQLException {
    try (Connection connection = connections.borrow()) {
      return backend(connection);
    }
  }

  private static long backend(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      return row.getLong(1);
    }
  }
}
