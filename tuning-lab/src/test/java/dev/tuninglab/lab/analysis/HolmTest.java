package dev.tuninglab.lab.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HolmTest {
  private static final double LEVEL = 0.05;

  @Test
  void withEqualWeightsItIsHolmsOwnProcedure() {
    // Ordered: 0.005 * 4, 0.01 * 3, 0.03 * 2, 0.04 * 1; each at least the one before.
    assertThat(adjusted(new double[] {0.01, 0.04, 0.03, 0.005}, new double[] {1, 1, 1, 1}))
        .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-12));
  }

  @Test
  void whatIsClaimedPassesItsShareOn() {
    double[] weights = {0.8, 0.1, 0.1};
    // Alone, 0.02 would need 0.02 / 0.1 = 0.2; once the first is claimed, 0.02 / 0.1 * 0.2 = 0.04.
    assertThat(adjusted(new double[] {0.03, 0.02, 0.5}, weights)[1]).isCloseTo(0.04, within(1e-12));
    assertThat(adjusted(new double[] {0.30, 0.02, 0.5}, weights)[1]).isGreaterThan(LEVEL);
  }

  @Test
  void whatIsNotClaimedIsHeldToItsShareOfThoseNotClaimed() {
    List<Holm.Held> held =
        Holm.hold(new double[] {0.001, 0.5, 0.6}, new double[] {0.8, 0.15, 0.05}, LEVEL);
    assertThat(held.stream().mapToDouble(Holm.Held::share).toArray())
        .containsExactly(new double[] {0.8, 0.75, 0.25}, within(1e-12));
  }

  @Property
  void itIsNeverMoreLenientThanOneComparisonNorStricterThanBonferroni(
      @ForAll @Size(min = 1, max = 12) List<@DoubleRange(min = 0, max = 1) Double> pValues,
      @ForAll @Size(12) List<@IntRange(min = 1, max = 100) Integer> scales) {
    double[] p = pValues.stream().mapToDouble(Double::doubleValue).toArray();
    double[] weights = scales.stream().limit(p.length).mapToDouble(i -> i).toArray();
    double total = Arrays.stream(weights).sum();
    double[] adjusted = adjusted(p, weights);
    for (int i = 0; i < p.length; i++) {
      assertThat(adjusted[i])
          .isGreaterThanOrEqualTo(p[i] * (1 - 1e-12))
          .isLessThanOrEqualTo(Math.min(1, p[i] * total / weights[i]) * (1 + 1e-12));
    }
  }

  @Property
  void claimingIsWhatTheStepsOfTheProcedureClaim(
      @ForAll @Size(min = 1, max = 8) List<@DoubleRange(min = 0, max = 0.1) Double> pValues,
      @ForAll @Size(8) List<@IntRange(min = 1, max = 100) Integer> scales) {
    double[] p = pValues.stream().mapToDouble(Double::doubleValue).toArray();
    double[] weights = scales.stream().limit(p.length).mapToDouble(i -> i).toArray();
    boolean[] claimed = new boolean[p.length];
    boolean more = true;
    while (more) {
      double left =
          IntStream.range(0, p.length).filter(i -> !claimed[i]).mapToDouble(i -> weights[i]).sum();
      more = false;
      for (int i = 0; i < p.length; i++) {
        if (!claimed[i] && p[i] <= LEVEL * weights[i] / left * (1 + 1e-9)) {
          claimed[i] = true;
          more = true;
          break;
        }
      }
    }
    double[] adjusted = adjusted(p, weights);
    for (int i = 0; i < p.length; i++) {
      assertThat(adjusted[i] <= LEVEL * (1 + 1e-9)).isEqualTo(claimed[i]);
    }
  }

  private static double[] adjusted(double[] pValues, double[] weights) {
    return Holm.hold(pValues, weights, LEVEL).stream().mapToDouble(Holm.Held::adjusted).toArray();
  }
}
