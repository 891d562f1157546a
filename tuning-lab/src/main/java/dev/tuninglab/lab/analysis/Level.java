package dev.tuninglab.lab.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A metric of one variant by itself, over the forks in which it was measured.
 *
 * @param value geometric mean over forks: microseconds, or requests a second
 * @param spread standard deviation of its logarithm between forks
 * @param forks at least 2
 */
public record Level(double value, double spread, int forks) {

  /** Absent with fewer than 2 forks that have a value. */
  public static Optional<Level> of(Metric metric, Sample sample) {
    double[] logs = logs(metric, sample);
    return logs.length < Judge.FEWEST_FORKS
        ? Optional.empty()
        : Optional.of(
            new Level(
                Math.exp(Moments.mean(logs)), Math.sqrt(Moments.variance(logs)), logs.length));
  }

  /**
   * The ratio that a delay known beforehand makes of this metric: each fork's value and that much
   * more, against the value. Exact for latencies to which each request's delay is added, and no
   * request waits for another's; a rate that is offered is not changed by it.
   *
   * @param delayMicros at least 0
   */
  public static double ratioWith(double delayMicros, Metric metric, Sample sample) {
    if (metric.higherIsBetter()) {
      return 1;
    }
    double[] logs = logs(metric, sample);
    for (int i = 0; i < logs.length; i++) {
      logs[i] = Math.log1p(delayMicros / Math.exp(logs[i]));
    }
    return Math.exp(Moments.mean(logs));
  }

  /** One a fork; a fork without a value has none. */
  static double[] logs(Metric metric, Sample sample) {
    return forks(sample).stream()
        .mapToDouble(fork -> Math.log(metric.of(fork)))
        .filter(Double::isFinite)
        .toArray();
  }

  /** The runs of each fork taken as one, in order. */
  static List<Pool> forks(Sample sample) {
    Map<Integer, List<Run>> forks = new TreeMap<>();
    sample.runs().forEach(r -> forks.computeIfAbsent(r.fork(), f -> new ArrayList<>()).add(r));
    return forks.values().stream().map(Pool::of).toList();
  }
}
