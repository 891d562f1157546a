package dev.tuninglab.lab.analysis;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Many comparisons, one promise: the probability that any difference is claimed where there is none
 * stays below the level, whichever of the comparisons truly differ.
 *
 * <p>Each comparison starts with its weight's share of the level. One that is claimed passes its
 * share on to the others, in proportion to theirs. Holm, A Simple Sequentially Rejective Multiple
 * Test Procedure, 1979; with weights as in Bretz, Maurer, Brannath and Posch, A Graphical Approach
 * to Sequentially Rejective Multiple Test Procedures, 2009, section 2.
 */
public final class Holm {
  private Holm() {}

  /**
   * @param adjusted smallest level of the whole family at which the comparison would be claimed
   * @param share of the family's level that the comparison was held to, 0 to 1
   */
  public record Held(double adjusted, double share) {}

  /**
   * @param pValues one a comparison
   * @param weights as many, each above 0; their scale does not matter
   * @param level of the family, such as 0.05
   */
  public static List<Held> hold(double[] pValues, double[] weights, double level) {
    Integer[] order =
        IntStream.range(0, pValues.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> pValues[i] / weights[i]))
            .toArray(Integer[]::new);
    Held[] held = new Held[pValues.length];
    double left = IntStream.range(0, weights.length).mapToDouble(i -> weights[i]).sum();
    double leftAtStop = Double.NaN;
    double most = 0;
    for (int i : order) {
      left = Math.max(left, weights[i]); // what rounding took off
      most = Math.max(most, Math.min(1, pValues[i] * left / weights[i]));
      if (Double.isNaN(leftAtStop) && most > level) {
        leftAtStop = left;
      }
      held[i] = new Held(most, weights[i] / (Double.isNaN(leftAtStop) ? left : leftAtStop));
      left -= weights[i];
    }
    return List.of(held);
  }
}
