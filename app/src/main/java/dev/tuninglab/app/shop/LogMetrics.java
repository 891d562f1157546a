package dev.tuninglab.app.shop;

import dev.tuninglab.app.knobs.log.LogEvents;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** Counts lines that the request log lost. */
public final class LogMetrics implements LogEvents {
  private final Counter dropped;

  public LogMetrics(PrometheusRegistry registry) {
    this.dropped =
        Counter.builder()
            .name("request_log_lines_dropped")
            .help("Lines that the request log threw away, since it could not keep up.")
            .register(registry);
  }

  @Override
  public void dropped() {
    dropped.inc();
  }
}
