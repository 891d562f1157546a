package dev.tuninglab.lab.analysis;

import java.util.List;
import java.util.Optional;

/**
 * Whether a ratio still moved while it was measured, as it does when one variant was not yet warm.
 *
 * <p>Per fork, the least-squares slope of the logarithm of each round's ratio over the rounds; over
 * forks, a t test of the mean slope against none.
 *
 * @param change factor by which the ratio changed from the first round of a fork to the last
 * @param pValue probability of a slope at least this steep where there is none
 */
public record Drift(double change, double pValue) {
  private static final double LEVEL = 0.01;

  /** A change below this is none to warn of, as a share. */
  private static final double WORTH_A_WARNING = 0.02;

  private static final int FEWEST_ROUNDS = 3;

  /** Absent with fewer than 2 forks of at least 3 paired rounds. */
  public static Optional<Drift> of(Metric metric, Sample baseline, Sample candidate) {
    double[] slopes =
        PairedFork.pairs(baseline, candidate).stream()
            .filter(rounds -> rounds.size() >= FEWEST_ROUNDS)
            .mapToDouble(rounds -> slope(metric, rounds))
            .filter(Double::isFinite)
            .toArray();
    if (slopes.length < Judge.FEWEST_FORKS) {
      return Optional.empty();
    }
    double mean = Moments.mean(slopes);
    double error = Math.sqrt(Moments.variance(slopes) / slopes.length);
    double p = mean == 0 ? 1 : error == 0 ? 0 : Student.pValue(mean / error, slopes.length - 1);
    return Optional.of(new Drift(Math.exp(mean), p));
  }

  /** Whether a reader should know of it. */
  public boolean moved() {
    return pValue <= LEVEL && Math.abs(Math.log(change)) > Math.log1p(WORTH_A_WARNING);
  }

  /** Over the whole fork: from its first paired round to its last. */
  private static double slope(Metric metric, List<Run[]> rounds) {
    int n = rounds.size();
    double products = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double place = (i - (n - 1) / 2.0) / (n - 1);
      Run[] pair = rounds.get(i);
      double log =
          Math.log(metric.of(Pool.of(List.of(pair[1]))) / metric.of(Pool.of(List.of(pair[0]))));
      products += place * log;
      squares += place * place;
    }
    return products / squares;
  }
}
