package dev.tuninglab.lab.diagnosis;

import dev.tuninglab.lab.measure.Slice;
import dev.tuninglab.lab.target.Subject;
import dev.tuninglab.lab.trial.Trial;
import dev.tuninglab.lab.why.Counter;
import dev.tuninglab.lab.why.Inside;
import dev.tuninglab.lab.why.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The look into one subject: what is read before load is offered, and after it. */
final class SubjectLook implements AutoCloseable {
  /** Seed of the work that is offered, with the round: the same for all variants. */
  private static final int COUNTING = 100;

  /** A counted slice is to hold some requests at the lowest rate as well. */
  private static final double FEWEST_COUNTED = 10;

  private static final Duration LONGEST_SLICE = Duration.ofSeconds(10);

  /** Bodies that differ by less are not compressed; a time of day may stand in them. */
  private static final double SAME_SIZE = 0.01;

  /** What a backend may take to end once its client has gone. */
  private static final Duration UNTIL_ENDED = Duration.ofMillis(100);

  private final Subject subject;
  private final Look.Asked asked;
  private final LoadSlices load;
  private final List<Reader> readers = new ArrayList<>();
  private final List<Meter<?>> prompt = new ArrayList<>();
  private final List<Meter<?>> late = new ArrayList<>();
  private final Map<String, String> missing = new LinkedHashMap<>();
  private StatementGauge statements;
  private Meter<?> statementMeter;
  private long lastLoad = System.nanoTime();
  private boolean gaveUp;

  private long requests;
  private double micros;
  private long bytes;
  private double bytesOfLast;
  private double timesCompressed;

  private SubjectLook(Subject subject, Look.Asked asked, Trial.Loader loader) {
    this.subject = subject;
    this.asked = asked;
    this.load = new LoadSlices(subject, asked, loader);
  }

  /**
   * @param url JDBC URL of its database
   */
  static SubjectLook open(
      Subject subject, Optional<String> url, Look.Asked asked, Trial.Loader loader) {
    SubjectLook look = new SubjectLook(subject, asked, loader);
    look.prompt.add(new Meter<>(new ServiceCpu(subject.process())));
    if (url.isEmpty()) {
      look.missing.put(
          "database",
          "the target file names no database: give its key database a JDBC URL of PostgreSQL");
    } else {
      look.openDatabase(url.get());
    }
    return look;
  }

  /** Each reader is on its own: one that fails takes no other along. */
  private void openDatabase(String url) {
    try {
      Reader ofDatabase = reader(url);
      late.add(new Meter<>(new DatabaseGauge(ofDatabase)));
      Reader ofStatements = reader(url);
      try {
        statements = StatementGauge.of(ofStatements);
        statementMeter = new Meter<>(statements);
        prompt.add(statementMeter);
        if (!statements.planned()) {
          missing.put(
              "planning",
              "pg_stat_statements.track_planning is off: time in statements is without planning");
        }
      } catch (Unavailable e) {
        missing.put("statements", e.getMessage());
      }
      try {
        prompt.add(new Meter<>(DatabaseCpu.of(ofDatabase, ofStatements)));
      } catch (Unavailable e) {
        missing.put("databaseCpu", e.getMessage());
      }
    } catch (Unavailable e) {
      missing.put("database", e.getMessage());
    }
  }

  private Reader reader(String url) throws Unavailable {
    Reader reader = Reader.open(url);
    readers.add(reader);
    return reader;
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

  /**
   * One counted slice. As a backend tells {@code pg_stat_database} of its work a second after it
   * did so last, and at the end of a transaction only, there is a second without load and then a
   * volley of requests before the first reading and before the last: with the volley, the backends
   * tell of all that came before, and what they keep back of the volley is the same both times.
   */
  void count(int round) throws GaveUp, InterruptedException {
    if (round == 1 && !late.isEmpty()) {
      // What the timed slices left behind is more than any volley: it takes two to be rid of it.
      volley();
    }
    volley();
    late.forEach(Meter::begin);
    prompt.forEach(Meter::begin);
    Slice counted = load.steady(counting(), COUNTING + round, Map.of());
    lastLoad = System.nanoTime();
    Thread.sleep(UNTIL_ENDED.toMillis());
    prompt.forEach(meter -> meter.end(counted.completed()));
    requests += counted.completed();
    micros += counted.fromScheduled().getMean() * counted.completed();
    bytes += counted.responseBytes();
    bytesOfLast = perRequest(counted);
    if (!late.isEmpty()) {
      long more = volley();
      late.forEach(meter -> meter.end(counted.completed() + more));
    }
  }

  /** Tells how many requests it had. */
  private long volley() throws GaveUp, InterruptedException {
    long nanos = LookPlan.UNTIL_TOLD.toNanos() - (System.nanoTime() - lastLoad);
    Thread.sleep(late.isEmpty() ? 0 : Math.max(0, nanos / 1_000_000));
    Slice volley = load.volley();
    lastLoad = System.nanoTime();
    Thread.sleep(UNTIL_ENDED.toMillis());
    return volley.completed();
  }

  /** Asks once more for what it answered in the last round, uncompressed. */
  void ask() throws GaveUp, InterruptedException {
    Slice identity =
        load.steady(counting(), COUNTING + LookPlan.ROUNDS, Map.of("accept-encoding", "identity"));
    timesCompressed = bytesOfLast > 0 ? perRequest(identity) / bytesOfLast : 0;
  }

  private static double perRequest(Slice slice) {
    return slice.completed() == 0 ? 0 : (double) slice.responseBytes() / slice.completed();
  }

  /** Longer where the rate is so low that the planned length would hold next to nothing. */
  private Duration counting() {
    Duration planned = asked.plan().counting();
    Duration needed = Duration.ofMillis((long) (FEWEST_COUNTED * 1_000 / asked.ratePerSecond()));
    Duration longer = needed.compareTo(LONGEST_SLICE) < 0 ? needed : LONGEST_SLICE;
    return planned.compareTo(longer) < 0 ? longer : planned;
  }

  /** Empty if none of its requests came back. */
  Optional<Inside> inside() {
    if (requests == 0) {
      return Optional.empty();
    }
    Map<Counter, Double> found = new EnumMap<>(Counter.class);
    Map<String, String> absent = new LinkedHashMap<>(missing);
    for (List<Meter<?>> meters : List.of(prompt, late)) {
      for (Meter<?> meter : meters) {
        found.putAll(meter.perRequest());
        meter.whyNot().ifPresent(why -> absent.put(meter.what(), why));
      }
    }
    found.put(Counter.RESPONSE_BYTES, (double) bytes / requests);
    if (timesCompressed > 1 + SAME_SIZE) {
      found.put(Counter.UNCOMPRESSED_BYTES, timesCompressed * bytes / requests);
    }
    Map<String, Double> perRequest = new LinkedHashMap<>();
    found.forEach((counter, value) -> perRequest.put(counter.id(), value));
    return Optional.of(
        new Inside(
            variant(),
            asked.ratePerSecond(),
            requests,
            micros / requests,
            perRequest,
            shapes(),
            List.of(),
            absent,
            ""));
  }

  private List<Statement> shapes() {
    return statementMeter == null
            || statementMeter.whyNot().isPresent()
            || statementMeter.requests() == 0
        ? List.of()
        : statements.statements(statementMeter.requests());
  }

  @Override
  public void close() {
    readers.forEach(Reader::close);
  }
}
