package dev.tuninglab.lab.analysis.effects;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * Least squares over what JVMs of many combinations showed: a level for each block, which takes out
 * what the machine did to all that were alive together, and coefficients for the terms. What is
 * left is how JVMs of one program differ; it is the yardstick of every interval.
 *
 * <p>Montgomery, Design and Analysis of Experiments, 8th edition, sections 10.3 (least squares) and
 * 7.4 (blocks).
 */
final class FactorialModel {
  /** A column that is within this of a combination of others cannot be told apart from them. */
  private static final double SINGULAR = 1e-9;

  private final Coding coding;
  private final RealVector coefficients;
  private final RealMatrix covariance;
  private final int freedom;
  private final double spread;

  private FactorialModel(
      Coding coding, RealVector coefficients, RealMatrix covariance, int freedom, double spread) {
    this.coding = coding;
    this.coefficients = coefficients;
    this.covariance = covariance;
    this.freedom = freedom;
    this.spread = spread;
  }

  /**
   * @throws TooLittle if the observations do not tell all of the terms apart, or leave nothing to
   *     tell how JVMs differ
   */
  static FactorialModel fit(List<Observation> observations, Coding coding) throws TooLittle {
    Map<Integer, Integer> blocks = new TreeMap<>();
    observations.forEach(seen -> blocks.putIfAbsent(seen.block(), blocks.size()));
    int columns = coding.columns();
    int freedom = observations.size() - columns - blocks.size();
    if (freedom < 1) {
      throw new TooLittle(
          observations.size()
              + " JVMs are too few for "
              + columns
              + " effects in "
              + blocks.size()
              + " forks: at least "
              + (columns + blocks.size() + 1)
              + " are needed");
    }
    double[][] rows = new double[observations.size()][];
    double[] values = new double[observations.size()];
    for (int i = 0; i < rows.length; i++) {
      Observation seen = observations.get(i);
      double[] terms = coding.row(seen.cell());
      rows[i] = Arrays.copyOf(terms, columns + blocks.size());
      rows[i][columns + blocks.get(seen.block())] = 1;
      values[i] = seen.value();
    }
    return solve(rows, values, coding, freedom);
  }

  private static FactorialModel solve(double[][] rows, double[] values, Coding coding, int freedom)
      throws TooLittle {
    RealMatrix design = new Array2DRowRealMatrix(rows, false);
    QRDecomposition qr = new QRDecomposition(design, SINGULAR);
    if (!qr.getSolver().isNonSingular()) {
      throw new TooLittle(
          "the combinations that were measured together do not tell all effects apart");
    }
    RealVector y = new ArrayRealVector(values, false);
    RealVector solution = qr.getSolver().solve(y);
    double squares = y.subtract(design.operate(solution)).getNorm();
    double variance = squares * squares / freedom;
    int columns = coding.columns();
    RealMatrix inverse =
        new QRDecomposition(design.transpose().multiply(design), 0).getSolver().getInverse();
    return new FactorialModel(
        coding,
        solution.getSubVector(0, columns),
        inverse.getSubMatrix(0, columns - 1, 0, columns - 1).scalarMultiply(variance),
        freedom,
        Math.sqrt(variance));
  }

  Coding coding() {
    return coding;
  }

  /** A linear combination of the coefficients. */
  double estimate(double[] contrast) {
    return coefficients.dotProduct(new ArrayRealVector(contrast, false));
  }

  /** Standard error of {@link #estimate}. */
  double error(double[] contrast) {
    RealVector of = new ArrayRealVector(contrast, false);
    return Math.sqrt(Math.max(0, of.dotProduct(covariance.operate(of))));
  }

  RealVector coefficients() {
    return coefficients;
  }

  RealMatrix covariance() {
    return covariance;
  }

  /** Degrees of freedom of the spread, at least 1. */
  int freedom() {
    return freedom;
  }

  /** Standard deviation, as a logarithm, between JVMs of one combination in one block. */
  double spread() {
    return spread;
  }
}
