package dev.tuninglab.lab.analysis;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Student's t, looked at again after every fork: the probability that it first passes a boundary at
 * each look, when nothing differs.
 *
 * <p>The joint distribution is carried forward from look to look on a grid, as in Armitage,
 * McPherson and Rowe, Repeated Significance Tests on Accumulating Data, 1969 (Jennison and
 * Turnbull, Group Sequential Methods, 2000, chapter 19). They do so for a known variance; with the
 * few forks of a lab that would spend more than it promises, so here the t statistic itself is
 * carried. With C = sum / (sqrt(n) R), R the root of the sum of squares of the n values so far, t
 * is a function of C alone, and one more value turns C into (sqrt(n) C + w) / sqrt((n + 1)(1 +
 * w^2)), where w = value / R is independent of all C before and Student's t with n degrees of
 * freedom divided by sqrt(n): values from a normal distribution have a direction that is
 * independent of their length. So |C| is a Markov chain with a known step.
 *
 * <p>The grid is even in z, the normal quantile of t's own probability, so that it suits any number
 * of degrees of freedom.
 */
final class SequentialT {
  private static final double STEP = 0.05;
  private static final int CELLS = 150;
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /** From forks to the probability of ending at or above each edge, from each cell's middle. */
  private static final Map<Integer, double[][]> STEPS = new ConcurrentHashMap<>();

  private SequentialT() {}

  /**
   * Two-sided levels to use at each look, so that what is spent at each is as given.
   *
   * @param first forks at the first look; the others follow, one fork each
   * @param spend probability that each look first passes its boundary, each above 0
   */
  static double[] nominal(int first, double[] spend) {
    double[] nominal = new double[spend.length];
    Chain chain = new Chain();
    for (int k = 0; k < spend.length; k++) {
      if (k > 0) {
        chain.step(first + k - 1);
      }
      double boundary = bothTails(chain.stopAbove(spend[k]));
      // A first look spends its own level; no later one spends more than its own.
      nominal[k] = k == 0 ? spend[k] : Math.max(spend[k], boundary);
    }
    return nominal;
  }

  /**
   * Probability that each look is the first to pass its boundary.
   *
   * @param first forks at the first look; the others follow, one fork each
   * @param nominal two-sided level of each look; 0 where data is not looked at
   */
  static double[] spent(int first, double[] nominal) {
    double[] spent = new double[nominal.length];
    Chain chain = new Chain();
    for (int k = 0; k < nominal.length; k++) {
      if (k > 0) {
        chain.step(first + k - 1);
      }
      if (nominal[k] > 0) {
        spent[k] = chain.above(NORMAL.inverseSurvivalProbability(nominal[k] / 2));
        chain.stopAbove(spent[k]);
      }
    }
    return spent;
  }

  private static double bothTails(double z) {
    return 2 * NORMAL.survivalProbability(z);
  }

  /** Where |z| is, unless it was stopped before. */
  private static final class Chain {
    /** Probability of each cell; within it, as if all were in its middle. */
    private double[] mass = new double[CELLS];

    /** Probability of being at or above each edge. */
    private double[] above = new double[CELLS + 1];

    Chain() {
      for (int i = 0; i <= CELLS; i++) {
        above[i] = bothTails(i * STEP);
      }
      split();
    }

    private void split() {
      for (int i = 0; i < CELLS; i++) {
        mass[i] = above[i] - above[i + 1];
      }
    }

    void step(int forks) {
      double[][] kernel = STEPS.computeIfAbsent(forks, SequentialT::kernel);
      Arrays.fill(above, 0);
      for (int from = 0; from < CELLS; from++) {
        if (mass[from] > 0) {
          for (int to = 0; to <= CELLS; to++) {
            above[to] += mass[from] * kernel[from][to];
          }
        }
      }
      for (int to = CELLS - 1; to >= 0; to--) {
        above[to] = Math.max(above[to], above[to + 1]);
      }
      split();
    }

    /** Linear in the logarithm, between edges. */
    double above(double z) {
      int cell = (int) Math.min(CELLS - 1, z / STEP);
      double share = z / STEP - cell;
      return Math.exp((1 - share) * Math.log(above[cell]) + share * Math.log(above[cell + 1]));
    }

    /** Stops what lies above the z beyond which there is that much, and returns that z. */
    double stopAbove(double probability) {
      if (above[CELLS] >= probability) {
        return CELLS * STEP;
      }
      int cell = 0;
      while (above[cell + 1] > probability) {
        cell++;
      }
      double upper = Math.log(above[cell]);
      double lower = Math.log(Math.max(above[cell + 1], Double.MIN_NORMAL));
      double share = Math.min(1, Math.max(0, (upper - Math.log(probability)) / (upper - lower)));
      double kept = Math.max(0, above[cell] - probability);
      Arrays.fill(mass, cell, CELLS, 0);
      // The middle of what is left of the cell lies between its own and the middle of the one
      // before.
      double own = cell == 0 ? 1 : 0.5 + share / 2;
      mass[cell] = kept * own;
      if (cell > 0) {
        mass[cell - 1] += kept * (1 - own);
      }
      return (cell + share) * STEP;
    }
  }

  /**
   * Weights of a cell's middle and of its two edges by which sums over cells err in the fourth
   * power of the step: the middle alone would add a little spread at each of the steps.
   */
  private static final double MIDDLE = 8.0 / 6;

  private static final double EDGE = -1.0 / 6;

  private static double[][] kernel(int forks) {
    double[] to = new double[CELLS + 1];
    for (int i = 0; i <= CELLS; i++) {
      to[i] = sineSquared(i * STEP, forks + 1);
    }
    double[][] kernel = new double[CELLS][CELLS + 1];
    double[] edge = passes(0, forks, to);
    for (int i = 0; i < CELLS; i++) {
      double[] middle = passes((i + 0.5) * STEP, forks, to);
      double[] next = passes((i + 1) * STEP, forks, to);
      for (int j = 0; j <= CELLS; j++) {
        kernel[i][j] = MIDDLE * middle[j] + EDGE * (edge[j] + next[j]);
      }
      edge = next;
    }
    return kernel;
  }

  private static double[] passes(double z, int forks, double[] to) {
    TDistribution student = TDistribution.of(forks);
    double from = sineSquared(z, forks);
    double[] passes = new double[to.length];
    for (int j = 0; j < to.length; j++) {
      passes[j] = j == 0 ? 1 : passes(student, forks, from, to[j]);
    }
    return passes;
  }

  /** 1 - C^2, which keeps its digits where C is close to 1. */
  private static double sineSquared(double z, int forks) {
    double t =
        z == 0
            ? 0
            : TDistribution.of(forks - 1).inverseSurvivalProbability(NORMAL.survivalProbability(z));
    return 1 / (1 + t * t / (forks - 1));
  }

  /**
   * Probability that |C| gets from the first to at least the second with one more value: w must lie
   * where (sqrt(n) C + w)^2 is at least (n + 1) C'^2 (1 + w^2), a quadratic in w.
   *
   * @param from 1 - C^2
   * @param to 1 - C'^2
   */
  private static double passes(TDistribution student, int n, double from, double to) {
    double a = Math.sqrt(n * (1 - from));
    double b = (n + 1) * (1 - to);
    double bLessOne = n - (n + 1) * to;
    double inRoot = b * (n * (to - from) + to);
    if (inRoot <= 0) {
      return 0;
    }
    double root = Math.sqrt(inRoot);
    double scale = Math.sqrt(n);
    double near = student.survivalProbability(scale * (b - a * a) / (a + root));
    double far = scale * (a + root) / bLessOne;
    // Beyond 1 a value too far out leads back; below 1 one far out on the other side passes too.
    return bLessOne > 0
        ? Math.max(0, near - student.survivalProbability(far))
        : near + student.cumulativeProbability(far);
  }
}
