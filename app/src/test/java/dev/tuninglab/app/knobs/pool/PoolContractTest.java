package dev.tuninglab.app.knobs.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuninglab.app.TestDatabase;
import dev.tuninglab.app.tuning.InvalidSetting;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(TestDatabase.Provider.class)
class PoolContractTest {
  private static final PoolSettings ONE = new PoolSettings(1, Duration.ofMillis(250));

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
    while (database.number(open) > 0) {
      // A server process takes a moment to notice that its client is gone.
      Thread.onSpinWait();
    }
  }

  @Test
  void withoutAPoolEveryBorrowerOpensAConnection(TestDatabase database) throws SQLException {
    try (Connections connections = Pool.NONE.make(database.url(), ONE, events)) {
      assertThat(backendOfNextBorrower(connections))
          .isNotEqualTo(backendOfNextBorrower(connections));
    }
    assertThat(events.opened).hasValue(2);
  }

  @Test
  void hikariOpensOnceAndLendsAgain(TestDatabase database) throws SQLException {
    try (Connections connections = Pool.HIKARI.make(database.url(), ONE, events)) {
      assertThat(backendOfNextBorrower(connections)).isEqualTo(backendOfNextBorrower(connections));
    }
    assertThat(events.opened).hasValue(1);
  }

  @Test
  void hikariRefusesWhenAllAreOutForTooLong(TestDatabase database) throws SQLException {
    try (Connections connections = Pool.HIKARI.make(database.url(), ONE, events);
        Connection only = connections.borrow()) {
      assertThat(only.isClosed()).isFalse();
      assertThatThrownBy(connections::borrow).isInstanceOf(SQLTransientConnectionException.class);
    }
    assertThat(events.waits).hasValue(2);
  }

  @Test
  void settingsCheckThemselves() {
    assertThatThrownBy(() -> new PoolSettings(201, Duration.ofSeconds(1)))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage("pool.size must be a whole number from 1 to 200, but was '201'");
    assertThatThrownBy(() -> new PoolSettings(1, Duration.ofMillis(249)))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage(
            "pool.timeout must be a duration from 250ms to 10m, such as 250ms or 30s, but was '249ms'");
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

  private static final class CountedEvents implements PoolEvents {
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger waits = new AtomicInteger();

    @Override
    public void opened() {
      opened.incrementAndGet();
    }

    @Override
    public void waited(long nanos) {
      assertThat(nanos).isNotNegative();
      waits.incrementAndGet();
    }
  }
}
