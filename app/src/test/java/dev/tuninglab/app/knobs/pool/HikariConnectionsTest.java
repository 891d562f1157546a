package dev.tuninglab.app.knobs.pool;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

class HikariConnectionsTest {
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
}
