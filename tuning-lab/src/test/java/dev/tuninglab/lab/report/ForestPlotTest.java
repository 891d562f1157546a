package dev.tuninglab.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForestPlotTest {
  @Test
  void equalFactorsAreEquallyFarFromTheMiddle() {
    ForestPlot plot = plot(0.31, 0.29, 0.33);
    assertThat(plot.position(1)).isEqualTo("50.00");
    assertThat(Double.parseDouble(plot.position(0.5)) + Double.parseDouble(plot.position(2)))
        .isEqualTo(100);
  }

  @Test
  void marksAreRoundFewAndOnTheAxis() {
    assertThat(plot(0.95, 0.9, 1.02).marks())
        .extracting(ForestPlot.Mark::label)
        .containsExactly("0.9x", "1x", "1.1x");
    assertThat(plot(0.31, 0.29, 0.33).marks())
        .extracting(ForestPlot.Mark::label)
        .containsExactly("0.5x", "0.7x", "1x", "1.4x", "2x");
    for (double ratio : new double[] {0.0003, 0.004, 0.05, 0.2, 0.6, 0.8, 1, 3, 40, 2_000}) {
      assertThat(plot(ratio, ratio * 0.9, ratio * 1.1).marks())
          .as("%s", ratio)
          .hasSizeBetween(3, 9);
    }
  }

  @Test
  void anIntervalWithoutAnEndIsCutAtTheEdgeAndSaysSo() {
    ForestPlot plot = plot(0.8, 0, Double.POSITIVE_INFINITY);
    assertThat(plot.beyond(0)).isTrue();
    assertThat(plot.beyond(Double.POSITIVE_INFINITY)).isTrue();
    assertThat(plot.beyond(0.8)).isFalse();
    assertThat(plot.position(0)).isEqualTo("0.00");
    assertThat(plot.width(0, Double.POSITIVE_INFINITY)).isEqualTo("100.00");
  }

  @Test
  void aWideIntervalDoesNotSqueezeTheRest() {
    ForestPlot plot = plot(0.8, 0.0001, 3);
    assertThat(plot.beyond(0.0001)).isTrue();
    assertThat(Double.parseDouble(plot.position(0.8))).isLessThan(48);
  }

  @Test
  void aBarIsNeverTooNarrowToBeSeen() {
    assertThat(plot(0.5, 0.5, 0.5).width(0.5, 0.5)).isEqualTo("0.40");
  }

  private static ForestPlot plot(double ratio, double low, double high) {
    return new ForestPlot(List.of(new ForestPlot.Interval(ratio, low, high)), 0.05);
  }

  @Test
  void variantsDifferInColourDashesAndMarkAllAtOnce() {
    assertThat(List.of(0, 1, 2, 3, 4, 5))
        .extracting(VariantStyle::of)
        .extracting(VariantStyle::mark, VariantStyle::dashArray)
        .doesNotHaveDuplicates();
    assertThat(VariantStyle.of(7)).isEqualTo(VariantStyle.of(1));
    assertThat(Map.of(0, "none", 1, "8 3"))
        .allSatisfy((i, dashes) -> assertThat(VariantStyle.of(i).dashArray()).isEqualTo(dashes));
  }
}
