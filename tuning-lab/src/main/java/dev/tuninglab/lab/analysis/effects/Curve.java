package dev.tuninglab.lab.analysis.effects;

import dev.tuninglab.lab.analysis.Verdict;
import java.util.List;
import java.util.OptionalInt;

/**
 * One knob over many values.
 *
 * @param points a value each, in the order in which they were asked for
 * @param best position of the value with the best estimate
 * @param enough position of the first value that is the same as the best, within the margin; empty
 *     when none is shown to be
 * @param knee where more of it begins to bring little; null when the curve has none
 */
public record Curve(List<Point> points, int best, OptionalInt enough, Knee knee) {
  public Curve {
    points = List.copyOf(points);
  }

  /**
   * @param ratio of this value to the best one
   * @param low lower end of the interval of that ratio; all of them hold together with 95%
   * @param high upper end
   * @param verdict against the best of all: {@code SAME} as it, {@code SLOWER}, or not known
   */
  public record Point(String value, double ratio, double low, double high, Verdict verdict) {}

  /**
   * @param position among the points
   * @param sureness share of curves as they may be, given what was measured, with their knee there
   */
  public record Knee(int position, double sureness) {}
}
