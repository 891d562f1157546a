package dev.tuninglab.lab.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/**
 * Where a series of figures changed, and not only scattered.
 *
 * <p>E-divisive: D. Matteson, N. James, A Nonparametric Approach for Multiple Change Point Analysis
 * of Multivariate Data, 2014. Parts of the series are as far apart as the distances between their
 * values exceed those within them (energy distance, exponent 1): no distribution is assumed, and a
 * change of spread counts as well as one of level. The two parts furthest apart are split, then
 * parts of those, for as long as a permutation test says that a split as good is rare where nothing
 * changed. For what it does to the results of performance tests: D. Daly et al., The Use of Change
 * Point Detection to Identify Software Performance Regressions in a Continuous Integration System,
 * 2020.
 *
 * <p>Of series in which nothing changed, at most {@link #LEVEL} get a change point, if the order of
 * their values says nothing: no drift, no season.
 */
public final class ChangePoints {
  public static final double LEVEL = 0.05;

  /** What lasts for fewer values is no change: one or two may be an accident. */
  public static final int SHORTEST = 3;

  /**
   * Values below which nothing can be shown: of 7 there are 35 ways to take 3, and the best of two
   * splits of either kind is never rare enough.
   */
  public static final int FEWEST = 8;

  /** So that a p-value of 0.05 is met to within 0.007 (its standard deviation). */
  private static final int PERMUTATIONS = 999;

  private final double[] values;
  private final Random random;

  private ChangePoints(double[] values, long seed) {
    this.values = values;
    this.random = new Random(seed);
  }

  /**
   * @param index of the first value after the change
   * @param pValue of the split, at most {@link #LEVEL}
   */
  public record ChangePoint(int index, double pValue) {}

  /**
   * In the order of the series.
   *
   * @param values finite ones, in the order of time; of ratios, their logarithms
   * @param seed of the permutations: the same gives the same
   */
  public static List<ChangePoint> of(double[] values, long seed) {
    return new ChangePoints(values.clone(), seed).found();
  }

  private List<ChangePoint> found() {
    TreeSet<Integer> ends = new TreeSet<>(List.of(0, values.length));
    List<ChangePoint> found = new ArrayList<>();
    while (values.length >= FEWEST) {
      Split best = best(values, ends);
      double p = best == null ? 1 : pValue(best, ends);
      if (p > LEVEL) {
        break;
      }
      ends.add(best.at);
      found.add(new ChangePoint(best.at, p));
    }
    found.sort((one, other) -> Integer.compare(one.index, other.index));
    return List.copyOf(found);
  }

  /** How far apart the parts before and after a place are. */
  private record Split(int at, double distance) {}

  /** Values change places within the parts that are already apart. */
  private double pValue(Split best, TreeSet<Integer> ends) {
    int asGood = 1;
    for (int i = 0; i < PERMUTATIONS; i++) {
      Split other = best(permuted(ends), ends);
      // Sums of the same distances in another order differ in their last digits.
      if (other != null && other.distance >= best.distance * (1 - 1e-9)) {
        asGood++;
      }
    }
    return (double) asGood / (PERMUTATIONS + 1);
  }

  private double[] permuted(TreeSet<Integer> ends) {
    double[] other = values.clone();
    for (int from = 0; from < values.length; from = ends.higher(from)) {
      for (int i = ends.higher(from) - 1; i > from; i--) {
        int j = from + random.nextInt(i - from + 1);
        double value = other[i];
        other[i] = other[j];
        other[j] = value;
      }
    }
    return other;
  }

  /** Null when no part is long enough to be split, or all values are the same. */
  private static Split best(double[] values, TreeSet<Integer> ends) {
    Split best = null;
    for (int from = 0; from < values.length; from = ends.higher(from)) {
      Split split = best(values, from, ends.higher(from));
      if (split != null && (best == null || split.distance > best.distance)) {
        best = split;
      }
    }
    return best;
  }

  /**
   * The best place, and with it the best end of what comes after: where a series goes up and comes
   * down again, the whole rest would hide it.
   */
  private static Split best(double[] values, int from, int to) {
    int n = to - from;
    double[][] sums = sums(values, from, n);
    Split best = null;
    for (int at = SHORTEST; at <= n - SHORTEST; at++) {
      for (int end = at + SHORTEST; end <= n; end++) {
        double before = sums[at][at];
        double after = sums[end][end] - 2 * sums[at][end] + before;
        double between = sums[at][end] - before;
        double distance = distance(at, end - at, before / 2, after / 2, between);
        if (distance > 0 && (best == null || distance > best.distance)) {
          best = new Split(from + at, distance);
        }
      }
    }
    return best;
  }

  /**
   * Matteson and James's equations 5 and 6, of n values before and m after.
   *
   * @param before sum of the distances of all pairs before, as after and between
   */
  private static double distance(int n, int m, double before, double after, double between) {
    double energy =
        2 * between / ((double) n * m) - before / (n * (n - 1) / 2.0) - after / (m * (m - 1) / 2.0);
    return energy * n * m / (n + m);
  }

  /** Of the distances of the first i values to the first j. */
  private static double[][] sums(double[] values, int from, int n) {
    double[][] sums = new double[n + 1][n + 1];
    for (int i = 1; i <= n; i++) {
      for (int j = 1; j <= n; j++) {
        sums[i][j] =
            sums[i - 1][j]
                + sums[i][j - 1]
                - sums[i - 1][j - 1]
                + Math.abs(values[from + i - 1] - values[from + j - 1]);
      }
    }
    return sums;
  }
}
