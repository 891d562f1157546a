package dev.tuninglab.lab.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.tuninglab.lab.measure.Calibration.CalibrationSitting;
import dev.tuninglab.lab.measure.Calibration.Figure;
import dev.tuninglab.lab.measure.Calibration.KnownDelay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  private static final double MARGIN = 0.05;

  @Test
  void aClaimIsWrongWhenTheTruthIsAnother() {
    assertThat(figure("faster", 1).wrong(MARGIN)).as("nothing differs").isTrue();
    assertThat(figure("slower", 1).wrong(MARGIN)).as("nothing differs").isTrue();
    assertThat(figure("same", 1).wrong(MARGIN)).isFalse();
    assertThat(figure("undecided", 1).wrong(MARGIN)).isFalse();
    assertThat(figure("slower", 1.2).wrong(MARGIN)).isFalse();
    assertThat(figure("faster", 1.2).wrong(MARGIN)).as("the wrong way").isTrue();
    assertThat(figure("undecided", 1.2).wrong(MARGIN)).as("nothing is claimed").isFalse();
    assertThat(figure("same", 1.2).wrong(MARGIN)).isTrue();
    assertThat(figure("same", 1.04).wrong(MARGIN)).as("within the margin").isFalse();
  }

  @Test
  void anIntervalCoversTheTruthBetweenItsEnds() {
    assertThat(figure(0.9, 1.1, 1.1).covers()).isTrue();
    assertThat(figure(0.9, 1.1, 1.11).covers()).isFalse();
    assertThat(figure(0.9, 1.1, 0.89).covers()).isFalse();
  }

  @Test
  void theSpreadBetweenForksIsTheRootOfTheMeanSquareOverValidSittingsOfTheSame() {
    List<CalibrationSitting> sittings =
        List.of(
            same(true, spread(0.03, 500)),
            same(true, spread(0.04, 500)),
            same(false, spread(9, 500)),
            new CalibrationSitting(
                new KnownDelay("wait", 200), true, 200, List.of(spread(9, 500))));
    Calibration calibration = calibration(sittings);
    assertThat(calibration.spread("p50").orElseThrow())
        .isEqualTo(Math.sqrt((0.0009 + 0.0016) / 2), offset(1e-12));
    assertThat(calibration.spread("p99")).isEmpty();
    assertThat(calibration.note().sittings()).isEqualTo(2);
    assertThat(calibration.note().worthQuoting()).isFalse();
  }

  /** Means of log value 0.1 apart; forks explain 0.02^2 / 4 of their variance. */
  @Test
  void theSpreadBetweenSittingsIsThatWhichForksDoNotExplain() {
    List<CalibrationSitting> sittings = new ArrayList<>();
    for (double log : new double[] {-0.1, 0, 0.1}) {
      sittings.add(same(true, spread(0.03, 500 * Math.exp(log))));
    }
    double expected = Math.sqrt(0.01 - 0.02 * 0.02 / 4);
    assertThat(calibration(sittings).sittingSpread("p50").orElseThrow().spread())
        .isEqualTo(expected, offset(1e-9));
    assertThat(calibration(sittings).sittingSpread("p50").orElseThrow().sittings()).isEqualTo(3);
    assertThat(calibration(sittings.subList(0, 2)).sittingSpread("p50")).isEmpty();
  }

  @Test
  void sittingsThatAgreeBetterThanTheirForksHaveNoSpreadOfTheirOwn() {
    List<CalibrationSitting> sittings = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      sittings.add(same(true, spread(0.03, 500)));
    }
    assertThat(calibration(sittings).sittingSpread("p50").orElseThrow().spread()).isZero();
  }

  @Test
  void moreForksSeeSmallerDifferencesAndMoreCandidatesLargerOnes() {
    CalibrationNote note =
        new CalibrationNote("2026-11-25T10:00:00Z", "order", 40, 1, 60, 5, Map.of("p50", 0.08));
    double five = note.smallestDifference("p50", 5, 1).orElseThrow();
    // t at 98% and 80%, 4 degrees of freedom: 2.999 and 0.941.
    assertThat(five).isEqualTo(Math.expm1((2.999 + 0.941) * 0.08 / Math.sqrt(5)), offset(1e-3));
    assertThat(note.smallestDifference("p50", 10, 1).orElseThrow()).isLessThan(five);
    assertThat(note.smallestDifference("p50", 5, 3).orElseThrow()).isGreaterThan(five);
    assertThat(note.smallestDifference("p99", 5, 1)).isEmpty();
  }

  private static Calibration calibration(List<CalibrationSitting> sittings) {
    return new Calibration(
        "2026-11-25T10:00:00Z",
        SomeRun.MACHINE,
        "sample API",
        "order",
        "small",
        60,
        4,
        MARGIN,
        sittings,
        List.of());
  }

  private static CalibrationSitting same(boolean valid, Figure figure) {
    return new CalibrationSitting(KnownDelay.NONE, valid, 200, List.of(figure));
  }

  private static Figure figure(String verdict, double truth) {
    return new Figure("p50", 1, 0.9, 1.1, verdict, 4, truth, 0.08, 500, 0.02);
  }

  private static Figure figure(double low, double high, double truth) {
    return new Figure("p50", 1, low, high, "undecided", 4, truth, 0.08, 500, 0.02);
  }

  private static Figure spread(double spread, double micros) {
    return new Figure("p50", 1, 0.9, 1.1, "undecided", 4, 1, spread, micros, 0.02);
  }
}
