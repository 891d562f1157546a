package dev.tuninglab.lab.analysis;

import java.util.List;

/**
 * The logarithms of the ratio candidate / baseline, or of a figure by itself, one a fork, as a mean
 * and a spread.
 *
 * @param mean of the logarithms
 * @param spread standard deviation between forks
 * @param forks at least 2
 */
public record LogRatios(double mean, double spread, int forks) {

  /** Of a value spread evenly over a step, the variance is the step squared over this. */
  static final double EVENLY_SPREAD = 12;

  /**
   * The ratios of a metric. Where forks agree to less than the recorded latencies can tell apart,
   * the spread is what that resolution makes of it: two forks that by chance show the very same
   * ratio prove no infinite precision.
   *
   * @return null where the metric has no positive value in some fork
   */
  static LogRatios of(Metric metric, List<PairedFork> forks) {
    double[] logs = new double[forks.size()];
    double rounding = 0;
    for (int i = 0; i < logs.length; i++) {
      PairedFork fork = forks.get(i);
      logs[i] = Math.log(metric.of(fork.candidate()) / metric.of(fork.baseline()));
      if (!Double.isFinite(logs[i])) {
        return null;
      }
      rounding += square(metric.resolution(fork.candidate()));
      rounding += square(metric.resolution(fork.baseline()));
    }
    return of(logs, rounding / logs.length);
  }

  /**
   * @param logs at least 2
   * @param step the square of what values have to differ by to be told apart, as a share
   */
  public static LogRatios of(double[] logs, double step) {
    double variance = Math.max(Moments.variance(logs), step / EVENLY_SPREAD);
    return new LogRatios(Moments.mean(logs), Math.sqrt(variance), logs.length);
  }

  private static double square(double x) {
    return x * x;
  }

  int freedom() {
    return forks - 1;
  }

  /** Standard error of the mean. */
  double error() {
    return spread / Math.sqrt(forks);
  }

  /** The mean itself, and the interval that holds the true one with that confidence. */
  public Estimate estimate(double confidence) {
    double half = Student.twoSided(1 - confidence, freedom()) * error();
    return new Estimate(Math.exp(mean), Math.exp(mean - half), Math.exp(mean + half));
  }

  /** Two-sided, of no difference at all. */
  public double pValue() {
    return Student.pValue(mean / error(), freedom());
  }
}
