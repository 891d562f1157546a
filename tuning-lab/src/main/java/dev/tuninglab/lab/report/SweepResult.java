package dev.tuninglab.lab.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * How much of one knob is right.
 *
 * @param knob its name
 * @param points a value each, in the order of their size
 * @param best value with the best estimate; null when the values could not be told apart
 * @param enough the first value that is the same as the best, within the margin; null when none is
 *     shown to be
 * @param knee where more of it begins to bring little; null when the curve has none
 * @param formulas what rules of thumb say of it, for pools; none for other knobs
 * @param why the values could not be told apart; null when they could
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SweepResult(
    String knob,
    List<PointResult> points,
    String best,
    String enough,
    KneeResult knee,
    List<FormulaResult> formulas,
    String why) {

  /**
   * @param figure the metric's value: microseconds, or requests a second
   * @param ratio to the best value
   * @param low lower end of its interval; the intervals of all points hold together
   * @param high upper end
   * @param verdict {@code same} as the best of all, {@code slower}, {@code undecided}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record PointResult(
      String value, Double figure, Double ratio, Double low, Double high, String verdict) {}

  /**
   * @param sureness share of the curves that what was measured allows that have it there
   */
  public record KneeResult(String value, double sureness) {}

  /**
   * @param name of the rule, with its source
   * @param value that it gives here
   * @param how it came about, with the numbers put in
   */
  public record FormulaResult(String name, String value, String how) {}
}
