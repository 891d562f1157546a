package dev.tuninglab.lab.analysis.effects;

import java.util.ArrayList;
import java.util.List;

/**
 * One combination of levels.
 *
 * @param levels a position in each factor's levels, in the order of the factors
 */
public record Cell(List<Integer> levels) {
  public Cell {
    levels = List.copyOf(levels);
  }

  int level(int factor) {
    return levels.get(factor);
  }

  /** The same with another level of one factor. */
  Cell with(int factor, int level) {
    List<Integer> others = new ArrayList<>(levels);
    others.set(factor, level);
    return new Cell(others);
  }

  /** Every factor at its baseline. */
  static Cell baseline(List<Factor> factors) {
    return new Cell(factors.stream().map(factor -> 0).toList());
  }

  /** Every combination; the last factor changes fastest. */
  public static List<Cell> all(List<Factor> factors) {
    List<Cell> cells = List.of(new Cell(List.of()));
    for (Factor factor : factors) {
      List<Cell> longer = new ArrayList<>();
      for (Cell cell : cells) {
        for (int level = 0; level < factor.size(); level++) {
          List<Integer> levels = new ArrayList<>(cell.levels);
          levels.add(level);
          longer.add(new Cell(levels));
        }
      }
      cells = longer;
    }
    return cells;
  }
}
