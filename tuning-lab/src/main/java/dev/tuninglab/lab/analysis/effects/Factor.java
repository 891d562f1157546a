package dev.tuninglab.lab.analysis.effects;

import java.util.List;

/**
 * What is changed in an experiment with several of them at once.
 *
 * @param name the knob's
 * @param levels its values, at least 2; the first is the baseline
 */
public record Factor(String name, List<String> levels) {
  public Factor {
    levels = List.copyOf(levels);
    if (levels.size() < 2) {
      throw new IllegalArgumentException(name + " must have at least 2 levels, but has " + levels);
    }
  }

  int size() {
    return levels.size();
  }
}
