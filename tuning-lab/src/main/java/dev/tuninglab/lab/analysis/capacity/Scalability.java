package dev.tuninglab.lab.analysis.capacity;

import java.util.List;
import java.util.OptionalDouble;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.QRDecomposition;

/**
 * The Universal Scalability Law: throughput at so many users back to back is {@code lambda N / (1 +
 * sigma (N - 1) + kappa N (N - 1))}. Gunther, Guerrilla Capacity Planning, 2007, chapters 4 and 5.
 *
 * @param lambda requests a second of a single user
 * @param sigma contention: the share of the work that goes one at a time, 0 or more
 * @param kappa coherency: what each pair of users costs, 0 or more; above 0, more users end in less
 * @param unexplained root mean square of the throughputs' deviations from the curve, as a share
 */
public record Scalability(double lambda, double sigma, double kappa, double unexplained) {

  /**
   * @param users back to back, above 0
   * @param perSecond requests answered a second, above 0
   */
  public record Point(double users, double perSecond) {}

  /** Distinct numbers of users below which three parameters say nothing. */
  public static final int FEWEST_POINTS = 4;

  /**
   * Least squares of the deviations as shares: N / X is linear in the parameters, and weighted by
   * its inverse, its errors are shares of X. Parameters that would come out below 0 are 0, as the
   * law has it: of all ways to leave some out, the one that fits best.
   *
   * @param points at least {@link #FEWEST_POINTS} numbers of users
   */
  public static Scalability fit(List<Point> points) {
    if (points.stream().mapToDouble(Point::users).distinct().count() < FEWEST_POINTS) {
      throw new IllegalArgumentException(
          "it takes at least " + FEWEST_POINTS + " numbers of users, but there were " + points);
    }
    Scalability best = null;
    for (boolean contention : new boolean[] {true, false}) {
      for (boolean coherency : new boolean[] {true, false}) {
        Scalability fitted = fit(points, contention, coherency);
        boolean allowed = fitted.lambda > 0 && fitted.sigma >= 0 && fitted.kappa >= 0;
        if (allowed && (best == null || fitted.unexplained < best.unexplained)) {
          best = fitted;
        }
      }
    }
    return best;
  }

  private static Scalability fit(List<Point> points, boolean contention, boolean coherency) {
    int columns = 1 + (contention ? 1 : 0) + (coherency ? 1 : 0);
    double[][] rows = new double[points.size()][columns];
    double[] ones = new double[points.size()];
    for (int i = 0; i < ones.length; i++) {
      Point point = points.get(i);
      double weight = point.perSecond / point.users;
      int at = 0;
      rows[i][at++] = weight;
      if (contention) {
        rows[i][at++] = weight * (point.users - 1);
      }
      if (coherency) {
        rows[i][at] = weight * point.users * (point.users - 1);
      }
      ones[i] = 1;
    }
    double[] found =
        new QRDecomposition(new Array2DRowRealMatrix(rows, false))
            .getSolver()
            .solve(new ArrayRealVector(ones, false))
            .toArray();
    double lambda = 1 / found[0];
    double sigma = contention ? found[1] * lambda : 0;
    double kappa = coherency ? found[columns - 1] * lambda : 0;
    Scalability fitted = new Scalability(lambda, sigma, kappa, 0);
    return new Scalability(lambda, sigma, kappa, fitted.deviation(points));
  }

  private double deviation(List<Point> points) {
    double squares = 0;
    for (Point point : points) {
      double share = point.perSecond / at(point.users) - 1;
      squares += share * share;
    }
    return Math.sqrt(squares / points.size());
  }

  /** Requests a second of so many users. */
  public double at(double users) {
    return lambda * users / (1 + sigma * (users - 1) + kappa * users * (users - 1));
  }

  /** How many users get most out of it; empty when more always get a little more. */
  public OptionalDouble usersAtPeak() {
    return kappa > 0 && sigma < 1
        ? OptionalDouble.of(Math.max(1, Math.sqrt((1 - sigma) / kappa)))
        : OptionalDouble.empty();
  }
}
