package dev.tuninglab.app.shop;

import dev.tuninglab.app.knobs.guard.DatabaseTrouble;
import dev.tuninglab.app.knobs.guard.GuardEvents;
import dev.tuninglab.app.knobs.guard.Refused;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.function.Supplier;

/** Counts requests let in and refused, and database calls that failed; shows the breaker. */
public final class GuardMetrics implements GuardEvents {
  private static final String ADMITTED = "admitted";
  private static final List<String> BREAKER = List.of("none", "closed", "half-open", "open");

  private final Counter requests;
  private final Counter failures;
  private volatile Supplier<String> breaker = () -> BREAKER.get(0);

  public GuardMetrics(PrometheusRegistry registry) {
    this.requests =
        Counter.builder()
            .name("guard_requests")
            .help("Requests admitted, and refused by reason; those refused reach no route.")
            .labelNames("outcome")
            .register(registry);
    this.failures =
        Counter.builder()
            .name("guard_database_failures")
            .help("Database calls that failed, by whose fault it was.")
            .labelNames("trouble")
            .register(registry);
    GaugeWithCallback.builder()
        .name("guard_breaker")
        .help("1 for the state in which the circuit breaker is.")
        .labelNames("state")
        .callback(
            states -> {
              String now = breaker.get();
              BREAKER.forEach(state -> states.call(state.equals(now) ? 1 : 0, state));
            })
        .register(registry);
    requests.initLabelValues(ADMITTED);
    for (Refused.Reason reason : Refused.Reason.values()) {
      requests.initLabelValues(reason.id());
    }
    for (DatabaseTrouble trouble : DatabaseTrouble.values()) {
      failures.initLabelValues(trouble.id());
    }
  }

  /** From now on shows this breaker: that of the newest shop. */
  public void show(Supplier<String> breaker) {
    this.breaker = breaker;
  }

  @Override
  public void admitted() {
    requests.labelValues(ADMITTED).inc();
  }

  @Override
  public void refused(Refused.Reason reason) {
    requests.labelValues(reason.id()).inc();
  }

  @Override
  public void failed(DatabaseTrouble trouble) {
    failures.labelValues(trouble.id()).inc();
  }
}
