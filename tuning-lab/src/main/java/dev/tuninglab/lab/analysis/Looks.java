package dev.tuninglab.lab.analysis;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When the data of a comparison is looked at: once, at the end, or after every fork so that
 * measuring may stop early. Whoever looks often finds a difference by chance more often; so each
 * look is held to a stricter level, such that all of them together err no more often than promised.
 */
public sealed interface Looks {

  /** One look, when all is measured. */
  static Looks once() {
    return new Once();
  }

  /**
   * @param first forks after which data is looked at for the first time, at least 2
   * @param most forks after which measuring ends in any case
   */
  static Looks afterEachFork(int first, int most) {
    return new AfterEachFork(first, most);
  }

  /**
   * Level that a look at so many forks is held to; for an interval, the share that may miss.
   *
   * @param level of all looks together, 0 to 1
   */
  double nominal(double level, int forks);

  /** The inverse: level of all looks together at which one with that p-value would just do. */
  double spent(double pValue, int forks);

  /** What is promised is kept as it is. */
  record Once() implements Looks {
    @Override
    public double nominal(double level, int forks) {
      return level;
    }

    @Override
    public double spent(double pValue, int forks) {
      return pValue;
    }
  }

  /**
   * A group-sequential plan: of the level, the share (forks / most)^2 has been spent up to each
   * look. Lan and DeMets, Discrete Sequential Boundaries for Clinical Trials, 1983, with the power
   * family of Kim and DeMets, Design and Analysis of Group Sequential Tests Based on the Type I
   * Error Spending Rate Function, 1987. The exponent 2 lies between Pocock's boundaries (about 1),
   * which stop early and blunt the last look, and O'Brien and Fleming's (about 3), which hardly
   * ever stop early. Intervals taken at the level of their look hold together, whatever made
   * measuring stop: the repeated confidence intervals of Jennison and Turnbull, Interim Analyses:
   * The Repeated Confidence Interval Approach, 1989. When measuring ends before the last look, what
   * is left is not spent.
   */
  record AfterEachFork(int first, int most) implements Looks {
    private static final double EXPONENT = 2;

    private static final Map<AfterEachFork, Table> TABLES = new ConcurrentHashMap<>();

    public AfterEachFork {
      if (first < 2 || most < first) {
        throw new IllegalArgumentException(
            "looks go from at least 2 forks up, but were from " + first + " to " + most);
      }
    }

    @Override
    public double nominal(double level, int forks) {
      return early(forks) ? level * share(forks) : table().nominal(level, forks - first);
    }

    @Override
    public double spent(double pValue, int forks) {
      return early(forks)
          ? Math.min(1, pValue / share(forks))
          : table().spent(pValue, forks - first);
    }

    /** Broken off before the first look that was planned: then it is the only one. */
    private boolean early(int forks) {
      if (forks > most) {
        throw new IllegalArgumentException(
            "looks were planned up to " + most + " forks, but there are " + forks);
      }
      return forks < first;
    }

    private double share(int forks) {
      return Math.pow((double) forks / most, EXPONENT);
    }

    private Table table() {
      return TABLES.computeIfAbsent(this, Table::new);
    }
  }

  /** For each look, by how much its level is below that of all; between levels, interpolated. */
  final class Table {
    /** Levels 0.05 * 1.5^i, from about 1e-8 to 0.57. */
    private static final int DOWN = 38;

    private static final int SIZE = DOWN + 7;
    private static final double STEP = Math.log(1.5);
    private static final double LOWEST = Math.log(0.05) - DOWN * STEP;

    /** By look and level: log(nominal / level). */
    private final double[][] logShare;

    private Table(AfterEachFork plan) {
      int looks = plan.most - plan.first + 1;
      logShare = new double[looks][SIZE];
      for (int i = 0; i < SIZE; i++) {
        double level = Math.exp(LOWEST + i * STEP);
        double[] spend = new double[looks];
        double before = 0;
        for (int k = 0; k < looks; k++) {
          double now = plan.share(plan.first + k);
          spend[k] = level * (now - before);
          before = now;
        }
        double[] nominal = SequentialT.nominal(plan.first, spend);
        for (int k = 0; k < looks; k++) {
          logShare[k][i] = Math.log(nominal[k] / level);
        }
      }
    }

    private double logShare(double logLevel, int look) {
      double place = Math.min(SIZE - 1, Math.max(0, (logLevel - LOWEST) / STEP));
      int node = Math.min(SIZE - 2, (int) place);
      double[] of = logShare[look];
      return of[node] + (place - node) * (of[node + 1] - of[node]);
    }

    double nominal(double level, int look) {
      return level == 0 ? 0 : level * Math.exp(logShare(Math.log(level), look));
    }

    /** By halving: the nominal level grows with the level. */
    double spent(double pValue, int look) {
      if (pValue == 0 || pValue >= nominal(1, look)) {
        return pValue == 0 ? 0 : 1;
      }
      double target = Math.log(pValue);
      double low = target; // no look is held to more than the level of all
      double high = Math.min(0, target - logShare[look][0] + 10);
      for (int i = 0; i < 60; i++) {
        double middle = (low + high) / 2;
        if (middle + logShare(middle, look) < target) {
          low = middle;
        } else {
          high = middle;
        }
      }
      return Math.exp(high);
    }
  }
}
