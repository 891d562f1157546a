package dev.tuninglab.lab.diagnosis;

import dev.tuninglab.lab.measure.Bulk;
import dev.tuninglab.lab.measure.Slice;
import dev.tuninglab.lab.target.Subject;
import dev.tuninglab.lab.trial.Trial;
import dev.tuninglab.lab.why.Counter;
import dev.tuninglab.lab.why.Inside;
import dev.tuninglab.lab.why.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The look into one subject: what is read before load is offered, and after it. */
final class SubjectLook implements AutoCloseable {
  /** Seed of counted work, with the round: the same for all variants. */
  private static final int COUNTED = 100;

  /** Bodies that differ by less are not compressed; a time of day may stand in them. */
  private static final double SAME_SIZE = 0.01;

  /** What a backend may take to end once its client has gone. */
  private static final Duration UNTIL_ENDED = Duration.ofMillis(100);

  private final Subject subject;
  private final Look.Asked asked;
  private final LoadSlices load;
  private final DatabaseLook database;
  private final JvmLook jvm;
  private final ServerTimings timings = new ServerTimings();
  private final List<Meter<?>> prompt = new ArrayList<>();
  private final List<Meter<?>> late = new ArrayList<>();
  private boolean gaveUp;

  private long requests;
  private double micros;
  private long bytes;
  private double bytesOfLast;
  private double timesCompressed;

  private SubjectLook(
      Subject subject, Look.Asked asked, Trial.Loader loader, DatabaseLook database) {
    this.subject = subject;
    this.asked = asked;
    this.load = new LoadSlices(subject, asked, loader);
    this.database = database;
    this.jvm = new JvmLook(subject, asked.folder());
    subject.process().ifPresent(own -> prompt.add(new Meter<>(CpuGauge.ofService(own))));
    prompt.addAll(database.prompt());
    late.addAll(database.late());
  }

  static SubjectLook open(Subject subject, Look.Asked asked, Trial.Loader loader) {
    String url = asked.databases().get(subject.variant().name());
    return new SubjectLook(subject, asked, loader, DatabaseLook.open(url));
  }

  String variant() {
    return subject.variant().name();
  }

  boolean gaveUp() {
    return gaveUp;
  }

  void giveUp() {
    gaveUp = true;
  }

  /** Whether anything of it is told late, see {@link #countLate}. */
  boolean isToldLate() {
    return !late.isEmpty();
  }

  /** One counted slice, read at once by what is up to date then. */
  void countPrompt(int round) throws GaveUp, InterruptedException {
    load.volley();
    counted(round);
  }

  /**
   * One counted slice, also of what is told late: a backend tells {@code pg_stat_database} of its
   * work at the end of a transaction, and only if it last did so a second ago. So before each
   * reading there is a second without load, and then a volley of requests that makes the backends
   * tell; what they keep back of it is about the same each time.
   */
  void countLate(int round) throws GaveUp, InterruptedException {
    volleyAfterRest();
    late.forEach(Meter::begin);
    long counted = counted(round);
    long more = volleyAfterRest();
    late.forEach(meter -> meter.end(counted + more));
  }

  private long counted(int round) throws GaveUp, InterruptedException {
    prompt.forEach(Meter::begin);
    Slice counted = load.steady(asked.plan().counting(), COUNTED + round, Map.of());
    Thread.sleep(UNTIL_ENDED.toMillis());
    prompt.forEach(meter -> meter.end(counted.completed()));
    requests += counted.completed();
    micros += Bulk.mean(counted.fromScheduled()) * counted.completed();
    bytes += counted.responseBytes();
    bytesOfLast = perRequest(counted);
    timings.add(counted);
    return counted.completed();
  }

  /** Tells how many requests it had. */
  private long volleyAfterRest() throws GaveUp, InterruptedException {
    Thread.sleep(LookPlan.UNTIL_TOLD.toMillis());
    Slice volley = load.volley();
    Thread.sleep(UNTIL_ENDED.toMillis());
    return volley.completed();
  }

  /** Asks once more for what it answered in the last round, uncompressed. */
  void askUncompressed() throws GaveUp, InterruptedException {
    Map<String, String> identity = Map.of("accept-encoding", "identity");
    Slice again = load.steady(asked.plan().counting(), COUNTED + LookPlan.ROUNDS, identity);
    timesCompressed = bytesOfLast > 0 ? perRequest(again) / bytesOfLast : 0;
  }

  void record() throws GaveUp, InterruptedException {
    jvm.record(asked.plan(), load);
  }

  private static double perRequest(Slice slice) {
    return slice.completed() == 0 ? 0 : (double) slice.responseBytes() / slice.completed();
  }

  /** Empty if none of its requests came back. */
  Optional<Inside> inside() {
    if (requests == 0) {
      return Optional.empty();
    }
    List<Phase> phases = timings.phases();
    return Optional.of(
        new Inside(
            variant(),
            asked.ratePerSecond(),
            requests,
            micros / requests,
            perRequest(),
            database.statements(),
            phases,
            missing(phases),
            jvm.stacks()));
  }

  private Map<String, Double> perRequest() {
    Map<Counter, Double> found = new EnumMap<>(Counter.class);
    found.putAll(jvm.perRequest());
    prompt.forEach(meter -> found.putAll(meter.perRequest()));
    late.forEach(meter -> found.putAll(meter.perRequest()));
    found.put(Counter.RESPONSE_BYTES, (double) bytes / requests);
    if (timesCompressed > 1 + SAME_SIZE) {
      found.put(Counter.UNCOMPRESSED_BYTES, timesCompressed * bytes / requests);
    }
    Map<String, Double> ids = new LinkedHashMap<>();
    found.forEach((counter, value) -> ids.put(counter.id(), value));
    return ids;
  }

  private Map<String, String> missing(List<Phase> phases) {
    Map<String, String> missing = new LinkedHashMap<>(database.missing());
    for (List<Meter<?>> meters : List.of(prompt, late)) {
      meters.forEach(meter -> meter.whyNot().ifPresent(why -> missing.put(meter.what(), why)));
    }
    if (phases.isEmpty()) {
      missing.put("phases", "the service sends no Server-Timing header");
    }
    if (subject.process().isEmpty()) {
      missing.put(Counter.CPU_MICROS.id(), JvmLook.NOT_OURS);
    }
    missing.putAll(jvm.missing());
    return missing;
  }

  @Override
  public void close() {
    database.close();
  }
}
