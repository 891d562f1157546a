package dev.tuninglab.db.generator;

import java.util.Arrays;

/**
 * Draws ranks 1..n, rank k with probability proportional to 1 / k^skew: rank 1 is the most popular.
 *
 * <p>Exact, by inversion over the table of cumulated weights (8 bytes a rank).
 */
final class Zipf {
  private final double[] cumulated;

  /**
   * @param n number of ranks, at least 1
   * @param skew the exponent, 0 (uniform) or more
   */
  Zipf(int n, double skew) {
    cumulated = new double[n];
    double sum = 0;
    for (int rank = 1; rank <= n; rank++) {
      // StrictMath: the last bit must not depend on the processor.
      sum += StrictMath.pow(rank, -skew);
      cumulated[rank - 1] = sum;
    }
  }

  int next(Random64 random) {
    double target = random.nextDouble() * cumulated[cumulated.length - 1];
    int index = Arrays.binarySearch(cumulated, target);
    return (index >= 0 ? index + 1 : -index - 1) + 1;
  }

  /** Probability of one rank. */
  double probability(int rank) {
    double below = rank == 1 ? 0 : cumulated[rank - 2];
    return (cumulated[rank - 1] - below) / cumulated[cumulated.length - 1];
  }
}
