package dev.tuninglab.lab.analysis.effects;

import java.util.List;

/**
 * The best combination that the model knows of.
 *
 * @param levels {@code pool=hikari}, a factor each
 * @param measured whether it was among those that ran
 * @param ratio of it to the baseline combination
 * @param low lower end of that ratio's interval
 * @param high upper end
 * @param sureness probability, given the model and what was measured, that no other is better
 * @param rivals the next best, with theirs
 */
public record Best(
    List<String> levels,
    boolean measured,
    double ratio,
    double low,
    double high,
    double sureness,
    List<Rival> rivals) {
  public Best {
    levels = List.copyOf(levels);
    rivals = List.copyOf(rivals);
  }

  /** Another combination that may be the best. */
  public record Rival(List<String> levels, double ratio, double sureness) {
    public Rival {
      levels = List.copyOf(levels);
    }
  }
}
