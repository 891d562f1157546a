package dev.tuninglab.lab.analysis;

import java.util.List;
import java.util.Optional;

/**
 * A figure of one variant by itself, and where it may lie: a 95% interval over the forks of this
 * sitting. Nothing cancels here as it does in a ratio, so what the machine was like while it
 * measured is in the figure, and not in the interval.
 *
 * @param value in the unit of the figure
 * @param low lower end of the interval
 * @param high upper end of the interval
 */
public record Estimate(double value, double low, double high) {

  /**
   * Of a metric: the geometric mean over forks, and Student's t on the logarithms, as {@link Judge}
   * does with ratios. Where forks agree to less than recorded latencies can tell apart, the spread
   * is what that resolution makes of it. Absent with fewer than 2 forks that have a value, or fewer
   * requests than the metric takes.
   *
   * @param looks when the data was or will be looked at
   */
  public static Optional<Estimate> of(Metric metric, Sample sample, Looks looks) {
    List<Pool> forks =
        Level.forks(sample).stream()
            .filter(fork -> Double.isFinite(Math.log(metric.of(fork))))
            .toList();
    int n = forks.size();
    if (n < Judge.FEWEST_FORKS || sample.requests() < metric.fewestRequests()) {
      return Optional.empty();
    }
    double[] logs = forks.stream().mapToDouble(fork -> Math.log(metric.of(fork))).toArray();
    double rounding =
        forks.stream()
            .mapToDouble(metric::resolution)
            .map(step -> step * step / LogRatios.EVENLY_SPREAD)
            .average()
            .orElseThrow();
    double error = Math.sqrt(Math.max(Moments.variance(logs), rounding) / n);
    double mean = Moments.mean(logs);
    double half = reach(looks, n) * error;
    return Optional.of(new Estimate(Math.exp(mean), Math.exp(mean - half), Math.exp(mean + half)));
  }

  /** How many standard errors an interval reaches either way. */
  static double reach(Looks looks, int forks) {
    return Student.twoSided(looks.nominal(1 - Judge.CONFIDENCE, forks), forks - 1);
  }
}
