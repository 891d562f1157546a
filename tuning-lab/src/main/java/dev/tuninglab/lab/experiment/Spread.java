package dev.tuninglab.lab.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How well variants that take turns by forks tell the effects of their settings.
 *
 * <p>What the forks differ by is taken out, and with it whatever an effect's column has in common
 * with them: its sum over a fork, squared and divided by the fork's size. What remains of its sum
 * of squares is the information on it (Montgomery, Design and Analysis of Experiments, 8th edition,
 * section 7.4, on effects confounded with blocks). The worth of a deal is the sum of the logarithms
 * over all effects, so that one which cannot be told at all counts most.
 */
final class Spread {
  /** Stands for nothing at all, of which there is no logarithm. */
  private static final double NOTHING = 1e-6;

  /** By effect: a value each variant. */
  private final List<double[]> columns = new ArrayList<>();

  private final double[] known;

  Spread(List<Variant> variants) {
    Map<String, List<double[]>> knobs = new LinkedHashMap<>();
    for (String knob : knobs(variants)) {
      knobs.put(knob, centred(knob, variants));
    }
    List<List<double[]>> mains = List.copyOf(knobs.values());
    for (int i = 0; i < mains.size(); i++) {
      columns.addAll(mains.get(i));
      for (int j = i + 1; j < mains.size(); j++) {
        for (double[] one : mains.get(i)) {
          for (double[] other : mains.get(j)) {
            columns.add(product(one, other));
          }
        }
      }
    }
    known = new double[columns.size()];
  }

  /** Those that differ. */
  private static Set<String> knobs(List<Variant> variants) {
    Set<String> knobs = new LinkedHashSet<>(variants.get(0).settings().keySet());
    knobs.removeIf(
        knob -> variants.stream().map(v -> v.settings().get(knob)).distinct().count() == 1);
    return knobs;
  }

  /** A column for each value but the first: whether a variant has it, less how many do. */
  private static List<double[]> centred(String knob, List<Variant> variants) {
    List<String> values = variants.stream().map(v -> v.settings().get(knob)).distinct().toList();
    List<double[]> columns = new ArrayList<>();
    for (String value : values.subList(1, values.size())) {
      double[] column = new double[variants.size()];
      long having = variants.stream().filter(v -> value.equals(v.settings().get(knob))).count();
      for (int i = 0; i < column.length; i++) {
        boolean has = value.equals(variants.get(i).settings().get(knob));
        column[i] = (has ? 1 : 0) - (double) having / variants.size();
      }
      columns.add(column);
    }
    return columns;
  }

  private static double[] product(double[] one, double[] other) {
    double[] product = one.clone();
    for (int i = 0; i < product.length; i++) {
      product[i] *= other[i];
    }
    return product;
  }

  /** Of a pass, on top of those that were added. */
  double worthOf(List<List<Integer>> pass) {
    double worth = 0;
    for (int i = 0; i < known.length; i++) {
      worth += Math.log(NOTHING + known[i] + information(columns.get(i), pass));
    }
    return worth;
  }

  void add(List<List<Integer>> pass) {
    for (int i = 0; i < known.length; i++) {
      known[i] += information(columns.get(i), pass);
    }
  }

  private static double information(double[] column, List<List<Integer>> pass) {
    double information = 0;
    for (List<Integer> fork : pass) {
      double sum = 0;
      for (int variant : fork) {
        information += column[variant] * column[variant];
        sum += column[variant];
      }
      information -= sum * sum / fork.size();
    }
    return information;
  }
}
