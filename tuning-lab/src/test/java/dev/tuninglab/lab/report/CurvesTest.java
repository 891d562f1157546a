package dev.tuninglab.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuninglab.lab.measure.Recording;
import dev.tuninglab.lab.measure.SomeRun;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurvesTest {
  private static final List<String> VARIANTS = List.of("pool=none", "pool=hikari");
  private static final Recording RECORDING = SomeRun.of(8_000, 4_000, 3, 4, 7).recording();

  private final Curves curves = Curves.of(RECORDING, VARIANTS);
  private final Curves.Curve none = curves.curves().get(0);

  @Test
  void theAxisHasEveryPercentileThatResultsState() {
    assertThat(curves.percents()).containsAll(curves.named()).isSorted().doesNotHaveDuplicates();
    assertThat(curves.named()).containsExactly(50.0, 90.0, 95.0, 99.0, 99.9);
  }

  @Test
  void aCurveHasTheValuesOfTheTable() {
    assertThat(none.variant()).isEqualTo("pool=none");
    for (double percent : List.of(50.0, 90.0, 99.0)) {
      assertThat(none.micros().get(curves.percents().indexOf(percent)))
          .isEqualTo(RECORDING.fromScheduled("pool=none").getValueAtPercentile(percent));
    }
    assertThat(none.micros()).isSorted();
  }

  /** 2,640 requests in all, 880 a fork: ten of them lie beyond P99.6, and beyond P98.8. */
  @Test
  void aCurveEndsWhereFewerThanTenRequestsLieBeyond() {
    assertThat(curves.percents().get(none.micros().size() - 1)).isBetween(99.5, 99.63);
    assertThat(curves.percents().get(none.low().size() - 1)).isBetween(98.6, 98.87);
  }

  @Test
  void theBandHoldsEveryFork() {
    for (int i = 0; i < none.low().size(); i++) {
      assertThat(none.low().get(i)).isLessThanOrEqualTo(none.micros().get(i));
      assertThat(none.high().get(i)).isGreaterThanOrEqualTo(none.micros().get(i));
    }
    assertThat(none.high()).hasSameSizeAs(none.low());
  }

  @Test
  void oneForkHasNoBand() {
    Recording first =
        new Recording(200, RECORDING.slices().stream().filter(s -> s.fork() == 1).toList());
    Curves one = Curves.of(first, VARIANTS);
    assertThat(one.curves()).allMatch(c -> c.low().isEmpty() && !c.micros().isEmpty());
  }

  @Test
  void whatWasNotMeasuredHasNoCurve() {
    Curves none = Curves.of(new Recording(0, List.of()), VARIANTS);
    assertThat(none.curves()).hasSize(2).allMatch(c -> c.micros().isEmpty() && c.low().isEmpty());
  }
}
