package dev.tuninglab.lab.analysis.recovery;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Between what limits a steady service lay, moment by moment, before it was disturbed: its P99, and
 * the share of requests that were lost.
 *
 * <p>The limit of the P99 is the smallest value that all but {@value #BEYOND_PERCENT}% of the
 * steady moments kept, that of the share the highest there was: order statistics, as in tolerance
 * limits without a distribution (S. Wilks, Determination of Sample Sizes for Setting Tolerance
 * Limits, 1941). So a hiccup or two before the fault do not widen the band of latencies, and
 * nothing is presumed of how they are spread. The P99's limit is never below {@value
 * #WORTH_NOTICING} times the median: what moves by less troubles nobody.
 *
 * @param moments that it is made of
 * @param medianP99Micros median of their P99
 * @param highestP99Micros up to which a moment's P99 is within
 * @param highestLostShare up to which a moment's share of lost requests is within, 0 to 1
 * @param lostShare of all requests of these moments, 0 to 1
 * @param beyond moments of these whose P99 lies above its limit at most
 */
public record Band(
    int moments,
    double medianP99Micros,
    double highestP99Micros,
    double highestLostShare,
    double lostShare,
    int beyond) {
  /** Fewer say too little of what is usual. */
  public static final int FEWEST_MOMENTS = 20;

  private static final int BEYOND_PERCENT = 5;
  private static final double WORTH_NOTICING = 1.5;

  /**
   * @throws IllegalArgumentException if requests were due in too few of the moments
   */
  static Band of(List<Moment> steady) {
    List<Moment> used = steady.stream().filter(moment -> moment.offered() > 0).toList();
    int n = used.size();
    if (n < FEWEST_MOMENTS) {
      throw new IllegalArgumentException(
          "a band needs " + FEWEST_MOMENTS + " moments with requests, but there were " + n);
    }
    int beyond = n * BEYOND_PERCENT / 100;
    double[] p99 = sorted(used, Moment::p99Micros);
    double[] lost = sorted(used, Moment::lostShare);
    double median = (p99[(n - 1) / 2] + p99[n / 2]) / 2;
    return new Band(
        n,
        median,
        Math.max(p99[n - 1 - beyond], WORTH_NOTICING * median),
        lost[n - 1],
        (double) used.stream().mapToLong(Moment::lost).sum()
            / used.stream().mapToLong(Moment::offered).sum(),
        beyond);
  }

  private static double[] sorted(List<Moment> moments, ToDoubleFunction<Moment> figure) {
    double[] values = moments.stream().mapToDouble(figure).toArray();
    Arrays.sort(values);
    return values;
  }

  /** Whether the moment's P99 is usual; with no request due there is nothing unusual. */
  boolean holdsLatencyOf(Moment moment) {
    return moment.offered() == 0 || moment.p99Micros() <= highestP99Micros;
  }

  /** Whether its share of lost requests is. */
  boolean holdsLossOf(Moment moment) {
    return moment.offered() == 0 || moment.lostShare() <= highestLostShare;
  }

  boolean holds(Moment moment) {
    return holdsLatencyOf(moment) && holdsLossOf(moment);
  }

  /**
   * Probability that so many given moments in a row all lie above the limit of the P99 when nothing
   * has changed, that is, when any order of the old and the new moments is as likely: they would
   * have to be among the highest {@code run + beyond} of all.
   */
  double chanceOfLatencies(int run) {
    return chance(run, beyond);
  }

  /** The same of the share of lost requests: they would have to be the highest of all. */
  double chanceOfLosses(int run) {
    return chance(run, 0);
  }

  private double chance(int run, int beyond) {
    double chance = 1;
    for (int i = 0; i < run; i++) {
      chance *= (double) (beyond + run - i) / (moments + run - i);
    }
    return chance;
  }
}
