package dev.tuninglab.app;

import dev.tuninglab.app.http.AccessLog;
import dev.tuninglab.app.http.ConnectionTerms;
import dev.tuninglab.app.http.HandOver;
import dev.tuninglab.app.http.JacksonJson;
import dev.tuninglab.app.http.JsonCodec;
import dev.tuninglab.app.http.RequestMetrics;
import dev.tuninglab.app.http.Router;
import dev.tuninglab.app.http.Routes;
import dev.tuninglab.app.knobs.burn.BurnSettings;
import dev.tuninglab.app.knobs.cache.Cache;
import dev.tuninglab.app.knobs.cache.CacheSettings;
import dev.tuninglab.app.knobs.compress.BodyCoding;
import dev.tuninglab.app.knobs.compress.Compress;
import dev.tuninglab.app.knobs.compress.CompressSettings;
import dev.tuninglab.app.knobs.fetch.Fetch;
import dev.tuninglab.app.knobs.guard.Admission;
import dev.tuninglab.app.knobs.guard.DatabaseCalls;
import dev.tuninglab.app.knobs.guard.Guard;
import dev.tuninglab.app.knobs.guard.GuardSettings;
import dev.tuninglab.app.knobs.guard.TimeLimits;
import dev.tuninglab.app.knobs.http.ConnectionUse;
import dev.tuninglab.app.knobs.http.Http;
import dev.tuninglab.app.knobs.http.HttpSettings;
import dev.tuninglab.app.knobs.index.Index;
import dev.tuninglab.app.knobs.json.Json;
import dev.tuninglab.app.knobs.json.OrderDocuments;
import dev.tuninglab.app.knobs.load.Load;
import dev.tuninglab.app.knobs.log.Log;
import dev.tuninglab.app.knobs.log.LogSettings;
import dev.tuninglab.app.knobs.log.RequestLog;
import dev.tuninglab.app.knobs.page.CursorKey;
import dev.tuninglab.app.knobs.page.Page;
import dev.tuninglab.app.knobs.pool.Connections;
import dev.tuninglab.app.knobs.pool.Pool;
import dev.tuninglab.app.knobs.pool.PoolSettings;
import dev.tuninglab.app.knobs.prepare.Prepare;
import dev.tuninglab.app.knobs.prepare.PrepareSettings;
import dev.tuninglab.app.knobs.stale.EventTable;
import dev.tuninglab.app.knobs.stale.Stale;
import dev.tuninglab.app.knobs.stale.StaleSettings;
import dev.tuninglab.app.knobs.threads.RequestThreads;
import dev.tuninglab.app.knobs.threads.Threads;
import dev.tuninglab.app.knobs.threads.ThreadsSettings;
import dev.tuninglab.app.knobs.wait.WaitSettings;
import dev.tuninglab.app.knobs.write.Write;
import dev.tuninglab.app.shop.Admittance;
import dev.tuninglab.app.shop.CacheMetrics;
import dev.tuninglab.app.shop.CustomerRoutes;
import dev.tuninglab.app.shop.EventRoutes;
import dev.tuninglab.app.shop.FeedRoutes;
import dev.tuninglab.app.shop.FetchedOrders;
import dev.tuninglab.app.shop.GuardMetrics;
import dev.tuninglab.app.shop.Lending;
import dev.tuninglab.app.shop.LogMetrics;
import dev.tuninglab.app.shop.OperatorRoutes;
import dev.tuninglab.app.shop.OrderNews;
import dev.tuninglab.app.shop.OrderRoutes;
import dev.tuninglab.app.shop.PoolMetrics;
import dev.tuninglab.app.shop.ProductCaches;
import dev.tuninglab.app.shop.ProductRoutes;
import dev.tuninglab.app.shop.TuningRoutes;
import dev.tuninglab.app.timing.CodedBodies;
import dev.tuninglab.app.timing.TimedRequests;
import dev.tuninglab.app.timing.Timing;
import dev.tuninglab.app.tuning.InvalidSetting;
import dev.tuninglab.app.tuning.Tuning;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.eclipse.jetty.server.Handler;

/** Turns settings into objects: the only place that does. */
final class Wiring {
  private static final Logger LOG = LogManager.getLogger(Wiring.class);

  private final String dbUrl;
  private final CursorKey cursorKey;
  private final Path logFile;
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final JsonCodec json = Timing.of(new JacksonJson());
  private final RequestMetrics requestMetrics = new RequestMetrics(registry);
  private final PoolMetrics poolMetrics = new PoolMetrics(registry);
  private final GuardMetrics guardMetrics = new GuardMetrics(registry);
  private final LogMetrics logMetrics = new LogMetrics(registry);
  private final CacheMetrics cacheMetrics = new CacheMetrics(registry);
  private final OrderNews orderNews = new OrderNews();

  /**
   * @param logFile made and written to by logs that are not off
   */
  Wiring(String dbUrl, CursorKey cursorKey, Path logFile) {
    this.dbUrl = dbUrl;
    this.cursorKey = cursorKey;
    this.logFile = logFile;
    JvmMetrics.builder().register(registry);
  }

  /**
   * A shop with these knobs, its database in the shape that they ask for. Metrics go on counting
   * over all shops of one wiring.
   *
   * @param tuner exchanges the shop for one with other settings
   * @throws InvalidSetting when two settings contradict each other, or one the JDK that it runs on
   * @throws StartFailure when the database cannot be brought into that shape, or the log not
   *     written
   */
  Shop shop(Tuning tuning, TuningRoutes.Tuner tuner) throws StartFailure {
    checkAcross(tuning);
    reshape(tuning);
    Parts parts = new Parts();
    try {
      ConnectionUse use = tuning.get(Http.KNOB).make(HttpSettings.of(tuning));
      ConnectionTerms terms = new ConnectionTerms(use.protocols(), use.idleTimeout());
      return new Shop(tuning, terms, use.around(handler(tuning, tuner, parts)), parts);
    } catch (RuntimeException | StartFailure e) {
      parts.close();
      throw e;
    }
  }

  /** From the outside in, after http: threads, timing, access log, guard, compress, the router. */
  private Handler handler(Tuning tuning, TuningRoutes.Tuner tuner, Parts parts)
      throws StartFailure {
    RequestLog log = parts.add(log(tuning));
    BodyCoding coding = parts.add(tuning.get(Compress.KNOB).make(CompressSettings.of(tuning)));
    Router router = router(tuning, tuner, Timing.of(log), parts);
    Handler handler = coding.around(new CodedBodies(router));
    Admission admission = tuning.get(Guard.KNOB).admission(GuardSettings.of(tuning), guardMetrics);
    handler = new Admittance(admission, OperatorRoutes::own, json, handler);
    handler = new TimedRequests(new AccessLog(log::answered, handler));
    RequestThreads threads = parts.add(tuning.get(Threads.KNOB).make(ThreadsSettings.of(tuning)));
    return new HandOver(threads, handler, requestMetrics);
  }

  private RequestLog log(Tuning tuning) throws StartFailure {
    Log log = tuning.get(Log.KNOB);
    try {
      return log.make(LogSettings.of(tuning, logFile), logMetrics);
    } catch (UncheckedIOException e) {
      throw new StartFailure(
          "--log-file must be one that can be written for log=%s, but %s; name another, or log=off"
              .formatted(log.id(), e.getMessage()));
    }
  }

  private Router router(Tuning tuning, TuningRoutes.Tuner tuner, RequestLog log, Parts parts) {
    Connections connections = Timing.of(parts.add(connections(tuning)));
    OrderDocuments documents =
        Timing.of(tuning.get(Json.KNOB).make(new FetchedOrders(tuning.get(Fetch.KNOB).make())));
    Routes.Builder routes = Routes.builder();
    Lending lending = new Lending(connections, databaseCalls(tuning));
    new OrderRoutes(lending, documents, tuning.get(Write.KNOB).make(), orderNews, json, log)
        .addTo(routes);
    new FeedRoutes(lending, tuning.get(Page.KNOB).make(cursorKey), json, log).addTo(routes);
    new CustomerRoutes(lending, json, log).addTo(routes);
    new ProductRoutes(lending, tuning.get(Load.KNOB).make(), caches(tuning, parts), json, log)
        .addTo(routes);
    new EventRoutes(lending, json, log).addTo(routes);
    // So far only what customers ask for: whoever runs the shop is not kept waiting.
    routes.first(Timing.ofWait(WaitSettings.of(tuning).make()::pause));
    routes.first(Timing.ofBurn(BurnSettings.of(tuning).make()::spend));
    parts.add(events(tuning).upkeep(new Reshaping(dbUrl)::connect, Wiring::upkeepFailed));
    new OperatorRoutes(connections, registry, json).addTo(routes);
    new TuningRoutes(tuning, tuner, json).addTo(routes);
    return new Router(routes.build(), json, requestMetrics);
  }

  private Connections connections(Tuning tuning) {
    TimeLimits limits = tuning.get(Guard.KNOB).timeLimits(GuardSettings.of(tuning));
    String url = limits.in(tuning.get(Prepare.KNOB).make(PrepareSettings.of(tuning)).in(dbUrl));
    PoolSettings pool = PoolSettings.of(tuning);
    PoolSettings limited = pool.withTimeout(limits.connectionWait(pool.timeout()));
    return tuning.get(Pool.KNOB).make(url, limited, poolMetrics);
  }

  private DatabaseCalls databaseCalls(Tuning tuning) {
    DatabaseCalls calls =
        tuning.get(Guard.KNOB).databaseCalls(GuardSettings.of(tuning), guardMetrics);
    guardMetrics.show(calls::breaker);
    return calls;
  }

  private ProductCaches caches(Tuning tuning, Parts parts) {
    Cache cache = tuning.get(Cache.KNOB);
    CacheSettings settings = CacheSettings.of(tuning);
    ProductCaches caches =
        new ProductCaches(
            Timing.of(cache.make(settings, cacheMetrics.of("product"))),
            Timing.of(cache.make(settings, cacheMetrics.of("top-products"))));
    parts.add(orderNews.tell(caches));
    return caches;
  }

  /** The rules that hold across settings, before anything is opened or changed. */
  private void checkAcross(Tuning tuning) {
    PoolSettings.of(tuning);
    CompressSettings.of(tuning);
    checkLimit(tuning);
    LogSettings.of(tuning, logFile);
    tuning.get(Threads.KNOB).requireJdk(Runtime.version().feature());
    CacheSettings.of(tuning);
  }

  /** Requests beyond the limit wait for a thread, not for a refusal, when there are not more. */
  private static void checkLimit(Tuning tuning) {
    int limit = GuardSettings.of(tuning).limit();
    int threads = ThreadsSettings.of(tuning).size();
    if (tuning.get(Guard.KNOB) == Guard.SHED
        && tuning.get(Threads.KNOB) == Threads.PLATFORM
        && limit >= threads) {
      throw new InvalidSetting(
          ("guard.limit must be below threads.size, which is %d, so that a thread is left to say"
                  + " no, but was '%d'")
              .formatted(threads, limit));
    }
  }

  /**
   * Brings the database into the shape that these knobs ask for; only looks when it is in it.
   *
   * @throws StartFailure when it is not in that shape at the end
   */
  void reshape(Tuning tuning) throws StartFailure {
    Reshaping database = new Reshaping(dbUrl);
    Index index = tuning.get(Index.KNOB);
    database.apply("index=" + index.id(), index.make()::apply);
    database.apply("stale=" + tuning.get(Stale.KNOB).id(), events(tuning)::apply);
  }

  private static EventTable events(Tuning tuning) {
    return tuning.get(Stale.KNOB).make(StaleSettings.of(tuning));
  }

  private static void upkeepFailed(Exception e) {
    LOG.error("the partitions of order_event could not be looked after; the next time may do", e);
  }

  JsonCodec json() {
    return json;
  }
}
