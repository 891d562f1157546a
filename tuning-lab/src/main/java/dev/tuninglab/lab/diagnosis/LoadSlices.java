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

  private static final int VOLLEY_SEED = 0;
  private static final Duration SHORTEST = Duration.ofMillis(10);

  private final Subject subject;
  private final Look.Asked asked;
  private final Trial.Loader loader;
  private int number;

  LoadSlices(Subject subject, Look.Asked asked, Trial.Loader loader) {
    this.subject = subject;
    this.asked = asked;
    this.loader = loader;
  }

  /**
   * At the low rate; with the same seed and length, the same requests.
   *
   * @param headers sent besides those that all requests of the look have
   */
  Slice steady(Duration length, int seed, Map<String, String> headers)
      throws GaveUp, InterruptedException {
    return run(new Load.Open(asked.ratePerSecond(), Arrivals.CONSTANT), length, seed, headers);
  }

  /** A request or a few of many users at once: each connection that a pool holds has work. */
  Slice volley() throws GaveUp, InterruptedException {
    return run(new Load.Closed(VOLLEY_USERS), SHORTEST, VOLLEY_SEED, Map.of());
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
            false);
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
