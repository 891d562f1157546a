package dev.tuninglab.lab.analysis.effects;

import java.util.List;

/**
 * What a model has a coefficient for, or several: a factor by itself, or two that interact.
 *
 * @param factors positions of one factor or of two, ascending
 */
public record Term(List<Integer> factors) {
  public Term {
    factors = List.copyOf(factors);
  }

  public static Term main(int factor) {
    return new Term(List.of(factor));
  }

  public static Term interaction(int one, int other) {
    return new Term(List.of(Math.min(one, other), Math.max(one, other)));
  }

  public boolean isMain() {
    return factors.size() == 1;
  }
}
