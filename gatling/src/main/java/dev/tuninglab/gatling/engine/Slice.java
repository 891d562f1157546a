package dev.tuninglab.gatling.engine;

import dev.tuninglab.gatling.Load;
import dev.tuninglab.gatling.Share;
import dev.tuninglab.gatling.SliceOrder;
import dev.tuninglab.gatling.SliceReport;
import dev.tuninglab.gatling.workload.RequestSpec;
import dev.tuninglab.gatling.workload.Work;
import dev.tuninglab.gatling.workload.Workload;
import io.gatling.core.session.Session;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Runs one order on the pool of users, on the calling thread, to the end of its last request. */
final class Slice implements Course {
  /** Room the order and the first request. */
  private static final long LEAD_NANOS = 1_000_000;

  /**
   * How long before its instant a request is handed to its event loop: what hides the wake-up of
   * this thread (some 60 us) and of the loop's (some 50 us). The loop polls for what is left.
   */
  private static final long LAUNCH_NANOS = 150_000;

  /** How soon an order to cut a slice short is noticed by one that waits for its last requests. */
  private static final long CUT_CHECK_MILLIS = 100;

  private final SliceOrder order;
  private final Workload workload;
  private final UserPool pool;
  private final KnownTags tags;
  private final long requestTimeoutNanos;
  private final Practice practice;
  private final SliceRecorder recorder;
  private final SplittableRandom arrivals;
  private final Supplier<Work.Item> work;
  private final String base;
  private final String[] labels;
  private final SortedMap<String, String>[] headers;
  private final Phaser inFlight = new Phaser(1);
  private final long started;
  private final AnswerChecks.Allowance looks;
  private final TimelineRecorder timeline;
  private final Ledger ledger;
  private volatile boolean cutShort;

  Slice(
      SliceOrder order,
      Workload workload,
      UserPool pool,
      KnownTags tags,
      long requestTimeoutNanos,
      Practice practice) {
    this.order = order;
    this.workload = workload;
    this.pool = pool;
    this.tags = tags;
    this.requestTimeoutNanos = requestTimeoutNanos;
    this.practice = practice;
    this.started = start(order.share());
    this.looks = new AnswerChecks.Allowance(started);
    this.recorder = new SliceRecorder(workload, requestTimeoutNanos);
    // Sources of their own: a change of the rate does not change what is asked for.
    SplittableRandom random = new SplittableRandom(order.seed());
    this.arrivals = random.split();
    this.work = order.share().requests(new Work(workload.given(order.values()), random.split()));
    this.base = order.baseUrl().toString().replaceAll("/+$", "");
    String prefix = (order.measured() ? "" : "warm-up ") + order.label() + " / ";
    this.labels =
        workload.requests().stream().map(spec -> prefix + spec.name()).toArray(String[]::new);
    this.headers = headers();
    this.timeline = order.detail() == null ? null : new TimelineRecorder(started, order);
    this.ledger =
        order.detail() == null || order.detail().ledger() == null
            ? Ledger.NONE
            : Ledger.open(order.detail().ledger(), started);
  }

  private static long start(Share share) {
    long soonest = System.nanoTime() + LEAD_NANOS;
    return share.startAtMillis() == null
        ? soonest
        : soonest + Math.max(0, NanoClock.at(share.startAtMillis()) - soonest);
  }

  SliceReport run() throws InterruptedException {
    try (ledger) {
      return runWhole();
    }
  }

  /** Offers nothing more and waits for nothing more; may be called from any thread. */
  void cutShort() {
    cutShort = true;
  }

  private SliceReport runWhole() throws InterruptedException {
    Usage before = Usage.now();
    long startedAtMillis = Math.round(NanoClock.wallNanosAt(started) / 1e6);
    if (order.load() instanceof Load.Open open) {
      offer(open);
    } else if (order.load() instanceof Load.Closed closed) {
      occupy(order.share().users(closed.users()));
    }
    if (!cutShort) {
      NanoClock.sleepUntil(started + order.length().toNanos());
    }
    awaitInFlight();
    Usage used = Usage.now().since(before);
    long end = Math.max(started + order.length().toNanos(), recorder.lastEnded());
    return new SliceReport(
        order.id(),
        startedAtMillis,
        end - started,
        recorder.endpoints(),
        recorder.lateness(),
        recorder.ownLateness(),
        recorder.waited(),
        used.cpuNanos(),
        used.gcMillis(),
        timeline == null ? null : timeline.report(cutShort));
  }

  private void awaitInFlight() throws InterruptedException {
    int phase = inFlight.arrive();
    while (!cutShort) {
      try {
        inFlight.awaitAdvanceInterruptibly(phase, CUT_CHECK_MILLIS, TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException e) {
        // Requests are in flight still: unless nobody wants to know, they are waited for.
      }
    }
  }

  private void offer(Load.Open open) throws InterruptedException {
    LongSupplier instants =
        order.share().instants(open.arrivals().instants(open.ratePerSecond(), arrivals));
    long length = order.length().toNanos();
    long before = -length;
    for (long at; !cutShort && (at = instants.getAsLong()) < length; ) {
      Flight flight = flight(started + at);
      if (timeline != null) {
        timeline.due(flight);
      }
      if (at - before >= Practice.PAUSE_NANOS) {
        NanoClock.sleepUntil(flight.scheduled - LAUNCH_NANOS - Practice.AHEAD_NANOS);
        pool.practise(practice);
      }
      before = at;
      NanoClock.sleepUntil(flight.scheduled - LAUNCH_NANOS);
      Session user = pool.takeNow();
      boolean idle = user != null;
      if (!idle) {
        user = pool.take(flight.scheduled + requestTimeoutNanos);
        idle = System.nanoTime() - flight.scheduled <= 0;
      }
      if (user == null) {
        flight.ended = System.nanoTime();
        recorder.notSent(flight);
        keep(flight, SliceRecorder.NOT_SENT);
      } else {
        inFlight.register();
        pool.launch(user, flight, this, idle);
      }
    }
  }

  private void occupy(int users) throws InterruptedException {
    NanoClock.sleepUntil(started);
    for (int i = 0; i < users; i++) {
      Session user = pool.take(started + requestTimeoutNanos);
      inFlight.register();
      pool.launch(user, flight(System.nanoTime()), this, true);
    }
  }

  /** Null in an open load, and when a closed one is over. */
  @Override
  public Flight following() {
    long now = System.nanoTime();
    if (order.load() instanceof Load.Open || now - started >= order.length().toNanos()) {
      return null;
    }
    inFlight.register();
    return flight(now);
  }

  @Override
  public void ended(Flight flight, boolean userWasIdle) {
    keep(flight, recorder.ended(flight, userWasIdle));
    inFlight.arriveAndDeregister();
  }

  private void keep(Flight flight, String outcome) {
    if (timeline != null) {
      timeline.ended(flight, outcome);
    }
    ledger.ended(flight, outcome);
  }

  private Flight flight(long scheduled) {
    Work.Item item;
    synchronized (work) {
      item = work.get();
    }
    RequestSpec spec = workload.requests().get(item.kind());
    return new Flight(
        spec,
        item,
        labels[item.kind()],
        base + item.path(),
        headersOf(item),
        scheduled,
        order.protocol(),
        order.readPhases(),
        tags,
        looks);
  }

  private Map<String, String> headersOf(Work.Item item) {
    if (item.headers().isEmpty()) {
      return headers[item.kind()];
    }
    Map<String, String> all = new TreeMap<>(headers[item.kind()]);
    all.putAll(item.headers());
    all.putAll(order.headers());
    return all;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private SortedMap<String, String>[] headers() {
    return workload.requests().stream()
        .map(
            spec -> {
              SortedMap<String, String> all = Requests.headers(spec);
              all.putAll(order.headers());
              return all;
            })
        .toArray(SortedMap[]::new);
  }
}
