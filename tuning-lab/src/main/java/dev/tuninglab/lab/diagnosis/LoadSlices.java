package dev.tuninglab.lab.diagnosis;

import dev.tuninglab.gatling.GeneratorException;
import dev.tuninglab.gatling.Load;
import dev.tuninglab.gatling.SliceOrder;
import dev.tuninglab.gatling.workload.Arrivals;
import dev.tuninglab.lab.measure.Slice;
import dev.tuninglab.lab.target.Subject;
import dev.tuninglab.lab.target.TargetFailed;
import dev.tuninglab.lab.trial.Trial;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Offers one subject load that is looked at from inside and enters no figure of the result. */
final class LoadSlices {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** More than pools commonly hold. */
  private static final int VOLLEY_USERS = 16;

  private static final int USERS = 2;

  /**
   * Seeds beside those of counted slices: the same for all variants, and no two alike, since a
   * write that is sent again with its key is none.
   */
  private static final int VOLLEY_SEED = 200;

  private static final int RECORDED_SEED = 1;
  private static final int LOADED_SEED = 2;
  private static final double FEWEST_REQUESTS = 10;
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final Duration SHORTEST = Duration.ofMillis(10);

  private final Subject subject;
  private final Look.Asked asked;
  private final Trial.Loader loader;
  private int number;
  private int volleys;

  LoadSlices(Subject subject, Look.Asked asked, Trial.Loader loader) {
    this.subject = subject;
    this.asked = asked;
    this.loader = loader;
  }

  /**
   * At the low rate; with the same seed and length, the same requests.
   *
   * @param length which is longer if the rate is so low that it would hold next to nothing
   * @param headers sent besides those that all requests of the look have
   */
  Slice steady(Duration length, int seed, Map<String, String> headers)
      throws GaveUp, InterruptedException {
    Load low = new Load.Open(asked.ratePerSecond(), Arrivals.CONSTANT);
    return run(low, longEnough(length), seed, headers);
  }

  private Duration longEnough(Duration planned) {
    Duration needed = Duration.ofMillis((long) (FEWEST_REQUESTS * 1_000 / asked.ratePerSecond()));
    Duration longer = needed.compareTo(LONGEST) < 0 ? needed : LONGEST;
    return planned.compareTo(longer) < 0 ? longer : planned;
  }

  /** As {@link #steady}, of work of its own. */
  Slice recorded(Duration length) throws GaveUp, InterruptedException {
    return steady(length, RECORDED_SEED, Map.of());
  }

  /** As much as two users get answered: processors are busy, and nothing queues. */
  Slice backToBack(Duration length) throws GaveUp, InterruptedException {
    return run(new Load.Closed(USERS), length, LOADED_SEED, Map.of());
  }

  /** A request or a few of many users at once: each connection that a pool holds has work. */
  Slice volley() throws GaveUp, InterruptedException {
    return run(new Load.Closed(VOLLEY_USERS), SHORTEST, VOLLEY_SEED + ++volleys, Map.of());
  }

  private Slice run(Load load, Duration length, int seed, Map<String, String> headers)
      throws GaveUp, InterruptedException {
    Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.putAll(asked.headers());
    all.putAll(headers);
    SliceOrder order =
        new SliceOrder(
                "d" + ++number,
                subject.variant().name(),
                subject.baseUrl(),
                all,
                subject.values(),
                load,
                length,
                asked.seed() * 1_000 + seed,
                false)
            .readingPhases();
    try {
      Slice slice =
          new Slice(
              1,
              number,
              Slice.Phase.WARM_UP,
              subject.variant().name(),
              loader.run(order, length.plus(PATIENCE)));
      subject.check();
      return slice;
    } catch (TargetFailed e) {
      throw died(e);
    } catch (GeneratorException e) {
      throw whoFailed(e);
    }
  }

  private GaveUp whoFailed(GeneratorException e) {
    try {
      subject.check();
      return new GaveUp(subject.variant().name() + ": " + e.getMessage(), e);
    } catch (TargetFailed died) {
      return died(died);
    }
  }

  private static GaveUp died(TargetFailed e) {
    String first = e.getMessage().lines().findFirst().orElse("");
    return new GaveUp(first.replaceAll(":$", "") + ", while it was looked into", e);
  }
}
