package dev.tuninglab.lab.analysis;

/**
 * Fisher's exact test on two shares.
 *
 * <p>Source: R. A. Fisher, <i>Statistical Methods for Research Workers</i>, section 21.02; A.
 * Agresti, <i>Categorical Data Analysis</i>, section 3.5. It takes events as independent; failures
 * that come in bursts are not, so that a caller should ask for a small probability and a difference
 * that matters.
 */
public final class FisherExact {
  private FisherExact() {}

  /**
   * The probability that two shares of the same origin lie apart as far as these, either way: twice
   * that of the nearer tail, at most 1.
   *
   * @param a events among the first
   * @param ofA all of the first, at least {@code a}
   * @param b events among the second
   * @param ofB all of the second, at least {@code b}
   */
  public static double twoSided(long a, long ofA, long b, long ofB) {
    if (a < 0 || b < 0 || a > ofA || b > ofB) {
      throw new IllegalArgumentException(
          "events must be from 0 to all, but were %d of %d and %d of %d".formatted(a, ofA, b, ofB));
    }
    if (a + b == 0 || a + b == ofA + ofB) {
      return 1;
    }
    return Math.min(1, 2 * Math.min(tail(a, ofA, b, ofB), tail(b, ofB, a, ofA)));
  }

  /** Of the first having {@code a} events or more, given how many there are in all. */
  private static double tail(long a, long ofA, long b, long ofB) {
    long events = a + b;
    double term = Math.exp(logChoose(ofA, a) + logChoose(ofB, b) - logChoose(ofA + ofB, events));
    double sum = 0;
    for (long x = a; x <= Math.min(events, ofA); x++) {
      sum += term;
      term *= (double) (ofA - x) / (x + 1) * (events - x) / (ofB - events + x + 1);
    }
    return sum;
  }

  private static double logChoose(long n, long k) {
    long steps = Math.min(k, n - k);
    double log = 0;
    for (long i = 1; i <= steps; i++) {
      log += Math.log(n - steps + i) - Math.log(i);
    }
    return log;
  }
}
