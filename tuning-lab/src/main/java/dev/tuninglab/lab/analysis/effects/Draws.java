package dev.tuninglab.lab.analysis.effects;

import java.util.SplittableRandom;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;

/**
 * Coefficients as they may be, given what was measured: a multivariate t about the estimates.
 * Gelman et al., Bayesian Data Analysis, 3rd edition, section 14.2, with the flat prior under which
 * the draws' intervals and Student's are the same.
 */
final class Draws {
  private static final int NUMBER = 4_000;

  private Draws() {}

  /**
   * Deviations from the estimates.
   *
   * @param seed the same draws for the same seed
   */
  static double[][] deviations(FactorialModel model, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int n = model.coding().columns();
    EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(model.covariance());
    RealMatrix vectors = eigen.getV();
    double[][] all = new double[NUMBER][];
    for (int d = 0; d < NUMBER; d++) {
      double scale = Math.sqrt(model.freedom() / chiSquare(model.freedom(), random));
      double[] normal = new double[n];
      for (int i = 0; i < n; i++) {
        double variance = Math.max(0, eigen.getEigenvalue(i));
        normal[i] = scale * random.nextGaussian() * Math.sqrt(variance);
      }
      all[d] = vectors.operate(normal);
    }
    return all;
  }

  private static double chiSquare(int freedom, SplittableRandom random) {
    double squares = 0;
    for (int i = 0; i < freedom; i++) {
      double z = random.nextGaussian();
      squares += z * z;
    }
    return squares;
  }

  /** Coefficients themselves. */
  static double[][] of(FactorialModel model, long seed) {
    double[][] draws = deviations(model, seed);
    for (double[] draw : draws) {
      for (int i = 0; i < draw.length; i++) {
        draw[i] += model.coefficients().getEntry(i);
      }
    }
    return draws;
  }
}
