package dev.tuninglab.app.http;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Summary;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;

/** Counts requests by route and status, and sorts their durations by route. */
public final class RequestMetrics {
  private final Counter requests;
  private final Histogram durations;
  private final Summary threadWaits;

  public RequestMetrics(PrometheusRegistry registry) {
    this.requests =
        Counter.builder()
            .name("http_requests")
            .help("Requests answered.")
            .labelNames("route", "status")
            .register(registry);
    this.durations =
        Histogram.builder()
            .name("http_request_duration_seconds")
            .unit(Unit.SECONDS)
            .help("From a thread taking the request up to its answer being handed to the socket.")
            .labelNames("route")
            .classicOnly()
            .classicUpperBounds(
                .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10)
            .register(registry);
    this.threadWaits =
        Summary.builder()
            .name("http_thread_wait_seconds")
            .unit(Unit.SECONDS)
            .help("Time that a request waited for a thread.")
            .register(registry);
  }

  void answered(String route, int status, long nanos) {
    requests.labelValues(route, Integer.toString(status)).inc();
    durations.labelValues(route).observe(Unit.nanosToSeconds(nanos));
  }

  void waitedForThread(long nanos) {
    threadWaits.observe(Unit.nanosToSeconds(nanos));
  }
}
