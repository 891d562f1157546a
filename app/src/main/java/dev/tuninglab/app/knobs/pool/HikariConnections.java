package dev.tuninglab.app.knobs.pool;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Lends connections that stay open: the handshake is paid once a connection, not once a request.
 */
final class HikariConnections implements Connections {
  /** When connections above the minimum, unused for so long, are let go. */
  private static final Duration IDLE = Duration.ofMinutes(10);

  /** How often an unused connection says that it lives, so that no firewall forgets it. */
  private static final Duration KEEP_ALIVE = Duration.ofMinutes(2);

  private final HikariDataSource pool;
  private final PoolEvents events;

  HikariConnections(String jdbcUrl, PoolSettings settings, PoolEvents events) {
    HikariConfig config = config(settings);
    config.setDataSource(new CountingDataSource(jdbcUrl, events));
    this.pool = new HikariDataSource(config);
    this.events = events;
  }

  static HikariConfig config(PoolSettings settings) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("shop");
    config.setMaximumPoolSize(settings.size());
    config.setMinimumIdle(settings.minIdle());
    config.setConnectionTimeout(settings.timeout().toMillis());
    config.setMaxLifetime(settings.maxLifetime().toMillis());
    config.setLeakDetectionThreshold(settings.leakDetection().toMillis());
    // Both are for connections that live longer than that; zero is never.
    config.setIdleTimeout(
        settings.minIdle() < settings.size() ? within(IDLE, settings.maxLifetime()) : 0);
    config.setKeepaliveTime(within(KEEP_ALIVE, settings.maxLifetime()));
    return config;
  }

  /** A second or more below the lifetime, which is what HikariCP asks for. */
  private static long within(Duration time, Duration lifetime) {
    return time.plusSeconds(1).compareTo(lifetime) < 0 ? time.toMillis() : 0;
  }

  @Override
  public Connection borrow() throws SQLException {
    long start = System.nanoTime();
    try {
      return pool.getConnection();
    } finally {
      events.waited(System.nanoTime() - start);
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
