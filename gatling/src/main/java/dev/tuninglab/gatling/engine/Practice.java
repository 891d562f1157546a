package dev.tuninglab.gatling.engine;

import dev.tuninglab.gatling.Load;
import dev.tuninglab.gatling.SliceOrder;
import dev.tuninglab.gatling.SliceReport;
import dev.tuninglab.gatling.workload.RequestSpec;
import dev.tuninglab.gatling.workload.Work;
import dev.tuninglab.gatling.workload.Workload;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Requests to a server of the generator's own, which nobody counts.
 *
 * <p>Many before the first slice, until what sends and receives is compiled. And one shortly before
 * each request that follows a pause: what no request has touched for some milliseconds has left the
 * processor's caches, so that a generator is slower the less it sends.
 */
final class Practice implements Course {
  static final RequestSpec REQUEST = RequestSpec.get("practice", "/");

  /** A request that comes this long after the one before it finds that one's traces still there. */
  static final long PAUSE_NANOS = 2_000_000;

  /** Room for a request from and to loopback, cold; no more, since it grows cold again. */
  static final long AHEAD_NANOS = 500_000;

  private static final Workload WORKLOAD = new Workload("practice", List.of(REQUEST), Map.of());
  private static final Duration SLICE = Duration.ofMillis(250);
  private static final long MOST_NANOS = Duration.ofSeconds(15).toNanos();
  private static final int USERS = 8;

  private final URI server;
  private final int kind;
  private final SortedMap<String, String> headers = Requests.headers(REQUEST);
  private final KnownTags tags = new KnownTags();
  private final AnswerChecks.Allowance looks = new AnswerChecks.Allowance(System.nanoTime());

  /**
   * @param kind its index among the pool's requests
   */
  Practice(URI server, int kind) {
    this.server = server;
    this.kind = kind;
  }

  /**
   * Back to back, for 15 s at most, on a pool that does nothing else.
   *
   * @param requests how many are enough; none for 0
   */
  void repeat(int requests, UserPool pool, long requestTimeoutNanos) throws InterruptedException {
    long begin = System.nanoTime();
    long done = 0;
    while (done < requests && System.nanoTime() - begin < MOST_NANOS) {
      SliceReport report =
          new Slice(order(done), WORKLOAD, pool, tags, requestTimeoutNanos, this).run();
      done += report.endpoints().get(REQUEST.name()).offered();
    }
    System.out.printf(
        "practised %d requests in %d ms%n", done, (System.nanoTime() - begin) / 1_000_000);
  }

  private SliceOrder order(long seed) {
    Load load = new Load.Closed(USERS);
    return new SliceOrder(
        REQUEST.name(), REQUEST.name(), server, Map.of(), Map.of(), load, SLICE, seed, false);
  }

  /** One request, due now. */
  Flight flight() {
    return new Flight(
        REQUEST,
        new Work.Item(kind, REQUEST.path(), "", Map.of()),
        REQUEST.name(),
        server + REQUEST.path(),
        headers,
        System.nanoTime(),
        null,
        false,
        tags,
        looks);
  }

  @Override
  public Flight following() {
    return null;
  }

  @Override
  public void ended(Flight flight, boolean userWasIdle) {
    // Nobody counts it.
  }
}
