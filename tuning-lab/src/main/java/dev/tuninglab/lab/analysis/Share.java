package dev.tuninglab.lab.analysis;

import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * Some requests of all that ended, in one fork: those that failed, or those that were refused.
 *
 * @param some 0 to all
 * @param all at least 0
 */
public record Share(long some, long all) {
  public Share {
    if (some < 0 || some > all) {
      throw new IllegalArgumentException("some must be from 0 to all, but were " + some);
    }
  }

  /** Both together. */
  public Share and(Share other) {
    return new Share(some + other.some, all + other.all);
  }

  /**
   * The share of all forks together, with the wider of two intervals: the exact one of a binomial
   * share (C. Clopper, E. Pearson, The Use of Confidence or Fiducial Limits Illustrated in the Case
   * of the Binomial, 1934), which knows that none in a thousand does not prove none in a million;
   * and Student's t of the forks' shares, since requests fail together. Absent with fewer than 2
   * forks in which requests ended.
   *
   * @param forks one each
   * @param looks when the data was or will be looked at
   */
  public static Optional<Estimate> of(List<Share> forks, Looks looks) {
    List<Share> seen = forks.stream().filter(fork -> fork.all > 0).toList();
    int n = seen.size();
    if (n < Judge.FEWEST_FORKS) {
      return Optional.empty();
    }
    Share total = seen.stream().reduce(Share::and).orElseThrow();
    double level = looks.nominal(1 - Judge.CONFIDENCE, n);
    double[] shares = seen.stream().mapToDouble(Share::value).toArray();
    double half = Estimate.reach(looks, n) * Math.sqrt(Moments.variance(shares) / n);
    return Optional.of(
        new Estimate(
            total.value(),
            Math.max(0, Math.min(total.low(level), total.value() - half)),
            Math.min(1, Math.max(total.high(level), total.value() + half))));
  }

  /**
   * Requests it takes for the interval to end below a limit when none of them belongs to the share.
   *
   * @param limit above 0, below 1
   * @param forks at least 2
   */
  public static long enoughForNone(double limit, int forks, Looks looks) {
    double level = looks.nominal(1 - Judge.CONFIDENCE, forks);
    return (long) Math.ceil(Math.log(level / 2) / Math.log1p(-limit));
  }

  private double value() {
    return (double) some / all;
  }

  private double low(double level) {
    return some == 0
        ? 0
        : BetaDistribution.of(some, all - some + 1.0).inverseCumulativeProbability(level / 2);
  }

  private double high(double level) {
    return some == all
        ? 1
        : BetaDistribution.of(some + 1.0, all - some).inverseSurvivalProbability(level / 2);
  }
}
