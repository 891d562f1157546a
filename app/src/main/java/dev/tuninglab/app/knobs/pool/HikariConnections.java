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
  /** Below the idle time-outs that load balancers and servers commonly have, so it ends them. */
  private static final Duration MAX_LIFETIME = Duration.ofMinutes(30);

  /** Longer than any request of the shop: a connection out for so long was never given back. */
  private static final Duration LEAK_WARNING = Duration.ofSeconds(60);

  private final HikariDataSource pool;
  private final PoolEvents events;

  HikariConnections(String jdbcUrl, PoolSettings settings, PoolEvents events) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("shop");
    config.setDataSource(new CountingDataSource(jdbcUrl, events));
    config.setMaximumPoolSize(settings.size());
    // A pool that grows under load opens connections just when the database has no time for it.
    config.setMinimumIdle(settings.size());
    config.setConnectionTimeout(settings.timeout().toMillis());
    config.setMaxLifetime(MAX_LIFETIME.toMillis());
    config.setLeakDetectionThreshold(LEAK_WARNING.toMillis());
    this.pool = new HikariDataSource(config);
    this.events = events;
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
