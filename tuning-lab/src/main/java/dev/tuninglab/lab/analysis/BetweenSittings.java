package dev.tuninglab.lab.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A metric of one sitting against the same metric of another. Nothing is paired, so nothing
 * cancels: what differs between two sittings of the very same variant (the machine's load, its
 * clock, its neighbours) is in the ratio, and an estimate of it must be in the interval.
 *
 * <p>Per sitting, the logarithms of the metric over forks have a mean and a variance; the variance
 * of the difference is the sum of both over their numbers of forks, and twice the variance between
 * sittings, once for each. Degrees of freedom after Satterthwaite, An Approximate Distribution of
 * Estimates of Variance Components, 1946, and Welch, The Generalization of 'Student's' Problem when
 * Several Different Population Variances are Involved, 1947.
 */
public final class BetweenSittings {
  private BetweenSittings() {}

  /**
   * @param ratio later / earlier
   * @param low lower end of the 95% interval
   * @param high upper end of the 95% interval
   * @param forksEarlier forks of the earlier sitting
   * @param forksLater forks of the later sitting
   * @param freedom degrees of freedom of the interval, not a whole number
   */
  public record Difference(
      Metric metric,
      double ratio,
      double low,
      double high,
      double confidence,
      Verdict verdict,
      int forksEarlier,
      int forksLater,
      double freedom) {}

  /**
   * Absent when either sitting has fewer than 2 forks, or too few requests for the metric.
   *
   * @param sittings the spread between sittings; absent, the interval knows of forks alone and is
   *     too narrow by an unknown amount, so that no verdict is given
   * @param margin half-width of what counts as the same, as a share
   */
  public static Optional<Difference> compare(
      Metric metric,
      Sample earlier,
      Sample later,
      Optional<SittingSpread> sittings,
      double margin) {
    double[] before = Level.logs(metric, earlier);
    double[] after = Level.logs(metric, later);
    if (Math.min(before.length, after.length) < Judge.FEWEST_FORKS
        || Math.min(earlier.requests(), later.requests()) < metric.fewestRequests()) {
      return Optional.empty();
    }
    List<Part> parts = new ArrayList<>(List.of(Part.ofMean(before), Part.ofMean(after)));
    sittings.ifPresent(s -> parts.add(new Part(2 * s.spread() * s.spread(), s.sittings() - 1)));
    double variance = parts.stream().mapToDouble(Part::variance).sum();
    double divisor = parts.stream().mapToDouble(p -> p.variance * p.variance / p.freedom).sum();
    double freedom =
        divisor == 0 ? Math.min(before.length, after.length) - 1 : variance * variance / divisor;
    double difference = Moments.mean(after) - Moments.mean(before);
    double half = Student.twoSided(1 - Judge.CONFIDENCE, freedom) * Math.sqrt(variance);
    double low = Math.exp(difference - half);
    double high = Math.exp(difference + half);
    return Optional.of(
        new Difference(
            metric,
            Math.exp(difference),
            low,
            high,
            Judge.CONFIDENCE,
            sittings.isPresent()
                ? Verdict.of(low, high, margin, true, metric.higherIsBetter())
                : Verdict.UNDECIDED,
            before.length,
            after.length,
            freedom));
  }

  /** A variance and how well it is known. */
  private record Part(double variance, double freedom) {
    static Part ofMean(double[] logs) {
      return new Part(Moments.variance(logs) / logs.length, logs.length - 1);
    }
  }
}
