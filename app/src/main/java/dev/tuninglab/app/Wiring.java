package dev.tuninglab.app;

import dev.tuninglab.app.http.JacksonJson;
import dev.tuninglab.app.http.RequestMetrics;
import dev.tuninglab.app.http.Router;
import dev.tuninglab.app.http.Routes;
import dev.tuninglab.app.knobs.fetch.Fetch;
import dev.tuninglab.app.knobs.fetch.OrderFetch;
import dev.tuninglab.app.knobs.pool.Connections;
import dev.tuninglab.app.knobs.pool.Pool;
import dev.tuninglab.app.knobs.pool.PoolSettings;
import dev.tuninglab.app.shop.CustomerRoutes;
import dev.tuninglab.app.shop.Lending;
import dev.tuninglab.app.shop.OperatorRoutes;
import dev.tuninglab.app.shop.OrderRoutes;
import dev.tuninglab.app.shop.PoolMetrics;
import dev.tuninglab.app.shop.ProductRoutes;
import dev.tuninglab.app.tuning.Tuning;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.Supplier;

/** Turns settings into objects: the only place that does. */
final class Wiring {
  private final String dbUrl;
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final JacksonJson json = new JacksonJson();
  private final RequestMetrics requestMetrics = new RequestMetrics(registry);
  private final PoolMetrics poolMetrics = new PoolMetrics(registry);

  Wiring(String dbUrl) {
    this.dbUrl = dbUrl;
    JvmMetrics.builder().register(registry);
  }

  /** A shop with these knobs. Metrics go on counting over all shops of one wiring. */
  Shop shop(Tuning tuning) {
    Connections connections =
        tuning.get(Pool.KNOB).make(dbUrl, PoolSettings.of(tuning), poolMetrics);
    OrderFetch fetch = tuning.get(Fetch.KNOB).make();
    Routes.Builder routes = Routes.builder();
    Lending lending = new Lending(connections);
    new OrderRoutes(lending, fetch, json).addTo(routes);
    new CustomerRoutes(lending, json).addTo(routes);
    new ProductRoutes(lending, json).addTo(routes);
    new OperatorRoutes(connections, tuning, registry, json).addTo(routes);
    return new Shop(tuning, connections, routes.build());
  }

  /** Hands each request to the shop of that moment. */
  Router router(Supplier<Shop> shop) {
    return new Router(() -> shop.get().routes(), json, requestMetrics);
  }

  JacksonJson json() {
    return json;
  }
}
