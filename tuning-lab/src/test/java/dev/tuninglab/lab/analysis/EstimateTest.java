package dev.tuninglab.lab.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EstimateTest {
  private static final Metric P50 = Metric.PRIMARY;

  /** Hours of sleep gained by a second drug over a first: Student, The Probable Error of a Mean. */
  private static final double[] SLEEP = {1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4};

  @Test
  void theIntervalIsStudentsOwnOfTheLogarithms() {
    Estimate found = estimate(P50, Levels.timesExp(0.1, SLEEP));
    assertThat(Math.log(found.value() / 1e6)).isCloseTo(0.158, within(1e-6));
    assertThat(Math.log(found.low() / 1e6)).isCloseTo(0.07001142, within(2e-6));
    assertThat(Math.log(found.high() / 1e6)).isCloseTo(0.24598858, within(2e-6));
  }

  @Test
  void throughputIsInRequestsASecond() {
    Estimate found = estimate(Metric.named("throughput").orElseThrow(), 1_000, 2_000);
    assertThat(found.value()).isCloseTo(Levels.REQUESTS, within(1e-9));
    assertThat(found.low()).isLessThan(found.value());
  }

  @Test
  void forksThatAgreeToTheMicrosecondAreNoMorePreciseThanWhatIsRecorded() {
    Estimate found = estimate(P50, 1_000, 1_000);
    assertThat(found.value()).isCloseTo(1_000, within(1e-6));
    // A step of a microsecond, evenly spread, by t of one degree of freedom: 12.7 / sqrt(24).
    assertThat(found.high() - found.low()).isCloseTo(2 * 2.594, within(0.01));
  }

  @Test
  void oneForkHasNoInterval() {
    assertThat(Estimate.of(P50, Levels.sample(1_000), Looks.once())).isEmpty();
  }

  @Test
  void aPercentileThatTheSampleDoesNotCarryHasNone() {
    Metric p99 = Metric.named("p99").orElseThrow();
    assertThat(Estimate.of(p99, Levels.sample(1_000, 1_000, 1_000), Looks.once())).isEmpty();
  }

  @Test
  void whoLooksBeforeTheEndGetsAWiderInterval() {
    double[] micros = Levels.timesExp(0.1, 1, -1, 0.5);
    Estimate once = estimate(P50, micros);
    Estimate look =
        Estimate.of(P50, Levels.sample(micros), Looks.afterEachFork(3, 6)).orElseThrow();
    assertThat(look.value()).isEqualTo(once.value());
    assertThat(look.low()).isLessThan(once.low());
    assertThat(look.high()).isGreaterThan(once.high());
  }

  @Test
  void theIntervalHoldsTheTruthAsOftenAsPromised() {
    SplittableRandom random = new SplittableRandom(7);
    int holds = 0;
    for (int i = 0; i < 4_000; i++) {
      double[] exponents = new double[5];
      for (int fork = 0; fork < exponents.length; fork++) {
        exponents[fork] = random.nextGaussian();
      }
      Estimate found = estimate(P50, Levels.timesExp(0.08, exponents));
      holds += found.low() <= 1e6 && 1e6 <= found.high() ? 1 : 0;
    }
    assertThat(holds / 4_000.0).isBetween(0.94, 0.96);
  }

  private static Estimate estimate(Metric metric, double... micros) {
    return Estimate.of(metric, Levels.sample(micros), Looks.once()).orElseThrow();
  }
}
