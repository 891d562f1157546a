package dev.tuninglab.lab.analysis.effects;

import dev.tuninglab.lab.analysis.Judge;
import dev.tuninglab.lab.analysis.Student;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds the best combination, and the few changes that bring most of it.
 *
 * <p>How sure that is comes from {@link Draws}: in each, which combination is best.
 */
final class Winners {
  private static final int RIVALS = 3;

  /** With so much of the whole gain, the other changes need reasons of their own. */
  private static final double NEARLY_ALL = 0.95;

  private final Factorial factorial;
  private final FactorialModel model;
  private final double sign;
  private final List<Cell> cells;
  private final Cell baseline;
  private final double[][] draws;

  Winners(Factorial factorial, FactorialModel model, boolean higherIsBetter, long seed) {
    this.factorial = factorial;
    this.model = model;
    this.sign = higherIsBetter ? -1 : 1;
    this.cells = Cell.all(factorial.factors());
    this.baseline = Cell.baseline(factorial.factors());
    this.draws = Draws.of(model, seed);
  }

  /** Against the baseline: below 0 is better. */
  private double[] contrast(Cell cell) {
    double[] contrast = model.coding().difference(cell, baseline);
    for (int i = 0; i < contrast.length; i++) {
      contrast[i] *= sign;
    }
    return contrast;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  Best best(Set<Cell> measured) {
    double[] sureness = sureness();
    Integer[] order =
        IntStream.range(0, cells.size())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> model.estimate(contrast(cells.get(i)))))
            .toArray(Integer[]::new);
    Cell best = cells.get(order[0]);
    double[] contrast = model.coding().difference(best, baseline);
    double half = Student.twoSided(1 - Judge.CONFIDENCE, model.freedom()) * model.error(contrast);
    List<Best.Rival> rivals =
        Arrays.stream(order)
            .skip(1)
            .filter(i -> sureness[i] >= 0.01)
            .limit(RIVALS)
            .map(i -> new Best.Rival(factorial.names(cells.get(i)), ratio(i), sureness[i]))
            .toList();
    return new Best(
        factorial.names(best),
        measured.contains(best),
        Math.exp(model.estimate(contrast)),
        Math.exp(model.estimate(contrast) - half),
        Math.exp(model.estimate(contrast) + half),
        sureness[order[0]],
        rivals);
  }

  private double ratio(int cell) {
    return Math.exp(model.estimate(model.coding().difference(cells.get(cell), baseline)));
  }

  /** By cell, the share of draws in which it is the best. */
  private double[] sureness() {
    double[][] contrasts = cells.stream().map(this::contrast).toArray(double[][]::new);
    double[] wins = new double[contrasts.length];
    for (double[] draw : draws) {
      int best = 0;
      double least = Double.POSITIVE_INFINITY;
      for (int i = 0; i < contrasts.length; i++) {
        double value = dot(contrasts[i], draw);
        if (value < least) {
          least = value;
          best = i;
        }
      }
      wins[best] += 1.0 / draws.length;
    }
    return wins;
  }

  /** By one change, by two, ... until nearly all of the gain is had; none if there is none. */
  List<Gain> gains() {
    Cell best =
        cells.stream()
            .min(Comparator.comparingDouble(cell -> model.estimate(contrast(cell))))
            .orElseThrow();
    List<Integer> changed =
        IntStream.range(0, factorial.factors().size())
            .filter(f -> best.level(f) != 0)
            .boxed()
            .toList();
    double whole = model.estimate(contrast(best));
    List<Gain> gains = new ArrayList<>();
    for (int size = 1; size <= changed.size() && whole < 0; size++) {
      Cell part = bestPart(best, changed, size);
      Gain gain = gain(part, best, whole);
      gains.add(gain);
      if (gain.share() >= NEARLY_ALL) {
        break;
      }
    }
    return gains;
  }

  private Cell bestPart(Cell best, List<Integer> changed, int size) {
    Cell found = null;
    double least = Double.POSITIVE_INFINITY;
    for (int mask = 0; mask < 1 << changed.size(); mask++) {
      if (Integer.bitCount(mask) == size) {
        Cell part = baseline;
        for (int i = 0; i < changed.size(); i++) {
          if ((mask >> i & 1) == 1) {
            part = part.with(changed.get(i), best.level(changed.get(i)));
          }
        }
        double value = model.estimate(contrast(part));
        if (value < least) {
          least = value;
          found = part;
        }
      }
    }
    return found;
  }

  private Gain gain(Cell part, Cell best, double whole) {
    double[] ofPart = contrast(part);
    double[] ofBest = contrast(best);
    double[] shares =
        Arrays.stream(draws)
            .mapToDouble(draw -> dot(ofPart, draw) / dot(ofBest, draw))
            .sorted()
            .toArray();
    List<String> levels = new ArrayList<>();
    for (int f = 0; f < factorial.factors().size(); f++) {
      if (part.level(f) != 0) {
        levels.add(factorial.name(f, part.level(f)));
      }
    }
    double value = model.estimate(ofPart);
    return new Gain(
        levels,
        Math.exp(sign * value),
        value / whole,
        shares[(int) (0.025 * shares.length)],
        shares[(int) (0.975 * shares.length)]);
  }
}
