package dev.tuninglab.lab.analysis.effects;

import java.util.ArrayList;
import java.util.List;

/**
 * Turns combinations into the columns of a regression: each factor as contrasts that sum to zero
 * over its levels (for two levels: -1 and +1), an interaction as their products. In a balanced
 * design these columns are orthogonal, and a main effect is one averaged over all other factors.
 * Box, Hunter and Hunter, Statistics for Experimenters, 2nd edition, chapters 5 and 6.
 */
final class Coding {
  private final List<Factor> factors;
  private final List<Term> terms;
  private final int columns;

  Coding(List<Factor> factors, List<Term> terms) {
    this.factors = List.copyOf(factors);
    this.terms = List.copyOf(terms);
    this.columns = terms.stream().mapToInt(this::width).sum();
  }

  private int width(Term term) {
    return term.factors().stream()
        .mapToInt(f -> factors.get(f).size() - 1)
        .reduce(1, (a, b) -> a * b);
  }

  int columns() {
    return columns;
  }

  /** A combination's columns, without those of blocks. */
  double[] row(Cell cell) {
    double[] row = new double[columns];
    int at = 0;
    for (Term term : terms) {
      for (double value : values(term, cell)) {
        row[at++] = value;
      }
    }
    return row;
  }

  private List<Double> values(Term term, Cell cell) {
    List<Double> values = List.of(1.0);
    for (int factor : term.factors()) {
      List<Double> longer = new ArrayList<>();
      for (double value : values) {
        for (int column = 0; column < factors.get(factor).size() - 1; column++) {
          longer.add(value * contrast(factors.get(factor).size(), column, cell.level(factor)));
        }
      }
      values = longer;
    }
    return values;
  }

  /** The baseline is -1 in every column, each other level +1 in one of its own. */
  private static double contrast(int levels, int column, int level) {
    if (level == 0) {
      return -1;
    }
    return level - 1 == column ? 1 : 0;
  }

  /** What of the columns makes one cell's value less another's. */
  double[] difference(Cell to, Cell from) {
    return Vectors.less(row(to), row(from));
  }

  /** The level less the baseline, over all other factors on average. */
  double[] mainEffect(int factor, int level) {
    return average(cell -> difference(cell.with(factor, level), cell.with(factor, 0)));
  }

  /** How much more the one level changes where the other is on than where it is at its baseline. */
  double[] interaction(int one, int levelOfOne, int other, int levelOfOther) {
    return average(
        cell -> {
          Cell with = cell.with(other, levelOfOther);
          Cell without = cell.with(other, 0);
          return Vectors.less(
              difference(with.with(one, levelOfOne), with.with(one, 0)),
              difference(without.with(one, levelOfOne), without.with(one, 0)));
        });
  }

  private interface Contrast {
    double[] at(Cell cell);
  }

  private double[] average(Contrast contrast) {
    double[] sum = new double[columns];
    List<Cell> cells = Cell.all(factors);
    for (Cell cell : cells) {
      double[] one = contrast.at(cell);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += one[i] / cells.size();
      }
    }
    return sum;
  }
}
