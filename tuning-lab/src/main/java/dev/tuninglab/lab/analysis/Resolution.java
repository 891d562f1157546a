package dev.tuninglab.lab.analysis;

import java.util.OptionalInt;

/** What a comparison can see: from a spread between forks and a number of them. */
public final class Resolution {
  /** Probability with which a difference of the size that is stated would be shown. */
  public static final double POWER = 0.8;

  private static final int MOST_FORKS = 1_000;

  private Resolution() {}

  /**
   * The smallest true difference that would be shown with a probability of 80%, as a share: 0.06 is
   * a ratio of 1.06, or 1 / 1.06. By the usual sum of two quantiles, times the standard error;
   * Kirkup, or any textbook, under "minimum detectable difference".
   *
   * @param spread standard deviation of the logarithm of the ratio between forks
   * @param forks at least 2
   * @param level two-sided level that must be reached
   */
  public static double of(double spread, int forks, double level) {
    double quantiles = Student.twoSided(level, forks - 1) + Student.upper(1 - POWER, forks - 1);
    return Math.expm1(quantiles * spread / Math.sqrt(forks));
  }

  /** The fewest forks, more than there are, that show a difference or put it inside the margin. */
  static OptionalInt forksToDecide(
      double logRatio, double spread, int forks, double level, double margin) {
    if (!decides(logRatio, spread, MOST_FORKS, level, margin)) {
      return OptionalInt.empty();
    }
    int tooFew = forks;
    int enough = Math.max(forks + 1, MOST_FORKS);
    while (enough - tooFew > 1) {
      int middle = (tooFew + enough) / 2;
      if (decides(logRatio, spread, middle, level, margin)) {
        enough = middle;
      } else {
        tooFew = middle;
      }
    }
    return OptionalInt.of(enough);
  }

  private static boolean decides(
      double logRatio, double spread, int forks, double level, double margin) {
    double error = spread / Math.sqrt(forks);
    double off = Math.abs(logRatio);
    return off > Student.twoSided(level, forks - 1) * error
        || off + Student.twoSided(1 - Judge.CONFIDENCE, forks - 1) * error <= Math.log1p(margin);
  }
}
