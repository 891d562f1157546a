package dev.tuninglab.app.knobs.pool;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import dev.tuninglab.app.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

@ExtendWith(TestDatabase.Provider.class)
class HikariConnectionsTest {
  private final CountedEvents events = new CountedEvents();

  /** HikariCP puts what it does not like right, and says so in the log alone. */
  @ParameterizedTest
  @CsvSource({
    "1, 0, PT0.25S, PT30S, PT0S",
    "1, 1, PT0.25S, PT30S, PT2S",
    "2, 1, PT30S, PT30S, PT30S",
    "2, 1, PT30S, PT2M, PT1M",
    "9, 1, PT30S, PT10M, PT1M",
    "10, 10, PT30S, PT30M, PT1M",
    "10, 9, PT30S, PT30M, PT1M",
    "200, 200, PT10M, PT24H, PT10M",
  })
  void whatTheSettingsAllowIsWhatHikariDoes(
      int size, int minIdle, Duration timeout, Duration lifetime, Duration leak) {
    PoolSettings settings = new PoolSettings(size, minIdle, timeout, lifetime, leak);
    HikariConfig config = HikariConnections.config(settings);
    config.setDataSource(new PGSimpleDataSource());
    long idle = config.getIdleTimeout();
    long keepAlive = config.getKeepaliveTime();

    config.validate();

    assertThat(config.getMaximumPoolSize()).isEqualTo(size);
    assertThat(config.getMinimumIdle()).isEqualTo(minIdle);
    assertThat(config.getConnectionTimeout()).isEqualTo(timeout.toMillis());
    assertThat(config.getMaxLifetime()).isEqualTo(lifetime.toMillis());
    assertThat(config.getLeakDetectionThreshold()).isEqualTo(leak.toMillis());
    assertThat(config.getIdleTimeout()).isEqualTo(idle);
    assertThat(config.getKeepaliveTime()).isEqualTo(keepAlive);
  }

  @Test
  void whenAllAreOutForTooLongTheNextIsRefused(TestDatabase database) throws SQLException {
    PoolSettings one = new PoolSettings(1, 1, ofMillis(250), ofMinutes(30), ofMinutes(1));
    try (Connections connections = new HikariConnections(database.url(), one, events);
        Connection only = connections.borrow()) {
      assertThat(only.isClosed()).isFalse();
      assertThatThrownBy(connections::borrow).isInstanceOf(SQLTransientConnectionException.class);
    }
    assertThat(events.waits).hasValue(2);
    assertThat(events.longest)
        .as("nanoseconds that the refused one waited")
        .hasValueGreaterThanOrEqualTo(ofMillis(250).toNanos());
  }

  @Test
  void asManyAreKeptReadyAsAreAskedFor(TestDatabase database) throws SQLException {
    String url = database.url() + "&ApplicationName=ready";
    String open = "select count(*) from pg_stat_activity where application_name = 'ready'";
    PoolSettings two = new PoolSettings(9, 2, ofMillis(250), ofMinutes(30), Duration.ZERO);
    try (Connections connections = new HikariConnections(url, two, events)) {
      while (database.number(open) != 2) {
        Thread.onSpinWait();
      }
      try (Connection first = connections.borrow();
          Connection second = connections.borrow();
          Connection third = connections.borrow()) {
        assertThat(backend(first)).isNotEqualTo(backend(second)).isNotEqualTo(backend(third));
        assertThat(events.opened).hasValueGreaterThanOrEqualTo(3);
      }
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
