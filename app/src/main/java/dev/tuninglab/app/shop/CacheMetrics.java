package dev.tuninglab.app.shop;

import dev.tuninglab.app.knobs.cache.CacheEvents;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** Counts what caches do, by what they are caches of. */
public final class CacheMetrics {
  private final Counter requests;
  private final Counter evictions;

  public CacheMetrics(PrometheusRegistry registry) {
    this.requests =
        Counter.builder()
            .name("cache_requests")
            .help("Requests by what a cache did for them: hit, miss, not-modified.")
            .labelNames("cache", "result")
            .register(registry);
    this.evictions =
        Counter.builder()
            .name("cache_evictions")
            .help("Responses that a cache dropped for their age or for others.")
            .labelNames("cache")
            .register(registry);
  }

  /** Counts for the cache of this name. */
  public CacheEvents of(String cache) {
    return new Events(
        requests.labelValues(cache, "hit"),
        requests.labelValues(cache, "miss"),
        requests.labelValues(cache, "not-modified"),
        evictions.labelValues(cache));
  }

  private record Events(
      CounterDataPoint hits,
      CounterDataPoint misses,
      CounterDataPoint notModifieds,
      CounterDataPoint evictions)
      implements CacheEvents {
    @Override
    public void hit() {
      hits.inc();
    }

    @Override
    public void miss() {
      misses.inc();
    }

    @Override
    public void notModified() {
      notModifieds.inc();
    }

    @Override
    public void evicted() {
      evictions.inc();
    }
  }
}
