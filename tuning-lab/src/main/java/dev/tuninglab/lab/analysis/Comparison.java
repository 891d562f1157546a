package dev.tuninglab.lab.analysis;

import java.util.OptionalInt;

/**
 * A candidate against the baseline in one metric.
 *
 * @param candidate the variant's name
 * @param endpoint null for all endpoints together
 * @param ratio candidate / baseline; below 1 the candidate is faster, or its throughput lower
 * @param low lower end of the interval of the ratio
 * @param high upper end of the interval of the ratio
 * @param confidence share of such intervals that hold the true ratio, as promised: 0.95
 * @param pValue of this comparison alone, and as if there had been no other look
 * @param adjustedP with all looks and the whole family of comparisons in view: a difference is
 *     claimed when it is at most 0.05
 * @param level two-sided level that {@code pValue} had to reach in view of both
 * @param rounds paired rounds behind it, over all forks
 * @param forks forks behind it
 * @param spread standard deviation of the logarithm of the ratio between forks
 * @param margin half-width of what counts as the same, as a share
 */
public record Comparison(
    String candidate,
    String endpoint,
    Metric metric,
    double ratio,
    double low,
    double high,
    double confidence,
    Verdict verdict,
    double pValue,
    double adjustedP,
    double level,
    int rounds,
    int forks,
    double spread,
    double margin) {

  /**
   * The smallest true difference that this comparison would have shown with a probability of 80%,
   * as a share: 0.06 is a ratio of 1.06, or 1 / 1.06.
   */
  public double smallestDifference() {
    return Resolution.of(spread, forks, level);
  }

  /**
   * Forks, these included, that would decide it if ratio and spread are what they look like; absent
   * when it is decided, or when 1,000 would not do.
   */
  public OptionalInt forksToDecide() {
    return verdict == Verdict.UNDECIDED
        ? Resolution.forksToDecide(Math.log(ratio), spread, forks, level, margin)
        : OptionalInt.empty();
  }

  /**
   * Whether the interval reaches no further from the ratio than by a factor of 1 + share.
   *
   * @param share above 0: 0.03 is 3%
   */
  public boolean preciseTo(double share) {
    return high <= ratio * (1 + share) && low >= ratio / (1 + share);
  }
}
