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

  /** Of draws: below it, a rival is none. */
  private static final double WORTH_NAMING = 0.01;

  /** With so much of the whole gain, the other changes need reasons of their own. */
  private static final double NEARLY_ALL = 0.95;

  private final Factorial factorial;
  private final FactorialModel model;
  private final double sign;
  private final List<Cell> cells;

  /** By cell, its columns less those of the baseline. */
  private final double[][] contrasts;

  /** By cell, against the baseline, as a logarithm: below 0 is better. */
  private final double[] values;

  private final double[][] draws;

  Winners(Factorial factorial, FactorialModel model, boolean higherIsBetter, long seed) {
    this.factorial = factorial;
    this.model = model;
    this.sign = higherIsBetter ? -1 : 1;
    this.cells = Cell.all(factorial.factors());
    Cell baseline = Cell.baseline(factorial.factors());
    this.contrasts =
        cells.stream()
            .map(cell -> model.coding().difference(cell, baseline))
            .toArray(double[][]::new);
    this.values = Arrays.stream(contrasts).mapToDouble(c -> sign * model.estimate(c)).toArray();
    this.draws = Draws.of(model, seed);
  }

  /** Positions of cells, the best first. */
  private List<Integer> ranked() {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> values[i]))
        .toList();
  }

  private double ratio(int cell) {
    return Math.exp(sign * values[cell]);
  }

  Best best(Set<Cell> measured) {
    double[] sureness = sureness();
    List<Integer> ranked = ranked();
    int best = ranked.get(0);
    double half =
        Student.twoSided(1 - Judge.CONFIDENCE, model.freedom()) * model.error(contrasts[best]);
    List<Best.Rival> rivals =
        ranked.stream()
            .skip(1)
            .filter(i -> sureness[i] >= WORTH_NAMING)
            .limit(RIVALS)
            .map(i -> new Best.Rival(factorial.names(cells.get(i)), ratio(i), sureness[i]))
            .toList();
    return new Best(
        factorial.names(cells.get(best)),
        measured.contains(cells.get(best)),
        ratio(best),
        ratio(best) * Math.exp(-half),
        ratio(best) * Math.exp(half),
        sureness[best],
        rivals);
  }

  /** By cell, the share of draws in which it is the best. */
  private double[] sureness() {
    double[] wins = new double[contrasts.length];
    for (double[] draw : draws) {
      int best = 0;
      double least = Double.POSITIVE_INFINITY;
      for (int i = 0; i < contrasts.length; i++) {
        double value = sign * Vectors.dot(contrasts[i], draw);
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
    List<Integer> ranked = ranked();
    int best = ranked.get(0);
    int changes = changes(cells.get(best));
    List<Gain> gains = new ArrayList<>();
    for (int size = 1; size <= changes && values[best] < 0; size++) {
      int wanted = size;
      int part =
          ranked.stream()
              .filter(i -> isPart(cells.get(i), cells.get(best)))
              .filter(i -> changes(cells.get(i)) == wanted)
              .findFirst()
              .orElseThrow();
      Gain gain = gain(part, best);
      gains.add(gain);
      if (gain.share() >= NEARLY_ALL) {
        break;
      }
    }
    return gains;
  }

  /** How many factors are not at their baseline. */
  private static int changes(Cell cell) {
    return (int) cell.levels().stream().filter(level -> level != 0).count();
  }

  /** Whether each factor is at its baseline or as it is in the whole. */
  private static boolean isPart(Cell part, Cell whole) {
    return IntStream.range(0, part.levels().size())
        .allMatch(f -> part.level(f) == 0 || part.level(f) == whole.level(f));
  }

  private Gain gain(int part, int best) {
    double[] shares =
        Arrays.stream(draws)
            .mapToDouble(
                draw -> Vectors.dot(contrasts[part], draw) / Vectors.dot(contrasts[best], draw))
            .sorted()
            .toArray();
    List<String> levels = new ArrayList<>();
    for (int f = 0; f < factorial.factors().size(); f++) {
      if (cells.get(part).level(f) != 0) {
        levels.add(factorial.name(f, cells.get(part).level(f)));
      }
    }
    return new Gain(
        levels,
        ratio(part),
        values[part] / values[best],
        shares[(int) (0.025 * shares.length)],
        shares[(int) (0.975 * shares.length)]);
  }
}
