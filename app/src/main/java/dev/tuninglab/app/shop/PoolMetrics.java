package dev.tuninglab.app.shop;

import dev.tuninglab.app.knobs.pool.PoolEvents;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Summary;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;

/** Counts connections opened, and the time that requests waited for one. */
public final class PoolMetrics implements PoolEvents {
  private final Counter opened;
  private final Summary waits;

  public PoolMetrics(PrometheusRegistry registry) {
    this.opened =
        Counter.builder()
            .name("db_connections_opened")
            .help("Connections opened to the database.")
            .register(registry);
    this.waits =
        Summary.builder()
            .name("db_connection_wait_seconds")
            .unit(Unit.SECONDS)
            .help("Time that a request waited for a connection.")
            .register(registry);
  }

  @Override
  public void opened() {
    opened.inc();
  }

  @Override
  public void waited(long nanos) {
    waits.observe(Unit.nanosToSeconds(nanos));
  }
}
