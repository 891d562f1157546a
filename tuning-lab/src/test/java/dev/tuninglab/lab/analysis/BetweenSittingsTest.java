package dev.tuninglab.lab.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tuninglab.lab.analysis.BetweenSittings.Difference;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BetweenSittingsTest {
  /** Student's two groups, as every statistics program compares them by Welch's test. */
  private static final Sample FIRST =
      Levels.sample(Levels.timesExp(0.1, 0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0));

  private static final Sample SECOND =
      Levels.sample(Levels.timesExp(0.1, 1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4));

  @Test
  void withoutASpreadBetweenSittingsItIsWelchsIntervalAndNoVerdict() {
    Difference found = compare(Optional.empty());
    assertThat(found.freedom()).isCloseTo(17.776, within(0.001));
    assertThat(Math.log(found.low())).isCloseTo(-0.02054832, within(2e-6));
    assertThat(Math.log(found.high())).isCloseTo(0.33654832, within(2e-6));
    assertThat(found.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(found.forksEarlier()).isEqualTo(10);
  }

  @Test
  void theSpreadBetweenSittingsCountsOnceForEach() {
    Difference found = compare(Optional.of(new SittingSpread(0.3, 1_000_000)));
    // Forks alone: 0.1 * sqrt(0.7210) = 0.0849; both sittings: 0.3 * sqrt(2).
    double error = Math.sqrt(0.0849 * 0.0849 + 2 * 0.09);
    double half = (Math.log(found.high()) - Math.log(found.low())) / 2;
    assertThat(half / Student.twoSided(0.05, found.freedom())).isCloseTo(error, within(1e-3));
  }

  @Test
  void aSpreadFromFewSittingsWidensTheIntervalFurther() {
    Difference many = compare(Optional.of(new SittingSpread(0.1, 20)));
    Difference few = compare(Optional.of(new SittingSpread(0.1, 3)));
    assertThat(few.freedom()).isLessThan(many.freedom());
    assertThat(few.high()).isGreaterThan(many.high());
    assertThat(few.ratio()).isEqualTo(many.ratio());
  }

  @Test
  void aDifferenceBeyondBothSpreadsIsAVerdict() {
    Sample slower = Levels.sample(3_000, 3_010, 2_990);
    Sample faster = Levels.sample(1_000, 1_010, 990);
    Optional<SittingSpread> spread = Optional.of(new SittingSpread(0.05, 10));
    assertThat(verdict(slower, faster, spread)).isEqualTo(Verdict.FASTER);
    assertThat(verdict(faster, slower, spread)).isEqualTo(Verdict.SLOWER);
    assertThat(verdict(faster, faster, spread)).isEqualTo(Verdict.UNDECIDED);
    assertThat(verdict(faster, faster, Optional.of(new SittingSpread(0.005, 10))))
        .isEqualTo(Verdict.SAME);
  }

  /** Drawn at random, fixed seed; bounds of four standard errors around 95%. */
  @ParameterizedTest
  @CsvSource({"3, 0.03, 0.05, 10", "5, 0.03, 0.10, 5", "5, 0.05, 0.01, 20", "2, 0.05, 0.05, 10"})
  void theIntervalHoldsTheTruthNineteenTimesOfTwenty(
      int forks, double forkSpread, double sittingSpread, int sittings) {
    int draws = 4_000;
    int held = 0;
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < draws; i++) {
      Sample earlier = sitting(random, forks, forkSpread, sittingSpread);
      Sample later = sitting(random, forks, forkSpread, sittingSpread);
      SittingSpread calibration = calibration(random, sittingSpread, sittings);
      Difference found =
          BetweenSittings.compare(Metric.PRIMARY, earlier, later, Optional.of(calibration), 0.05)
              .orElseThrow();
      if (found.low() <= 1 && found.high() >= 1) {
        held++;
      }
    }
    // Satterthwaite's freedom is an approximation: with 2 forks a side it errs by a little more.
    assertThat((double) held / draws).isBetween(0.936, 0.975);
  }

  private static Sample sitting(
      SplittableRandom random, int forks, double forkSpread, double sittingSpread) {
    double common = sittingSpread * random.nextGaussian();
    double[] logs = new double[forks];
    for (int i = 0; i < forks; i++) {
      logs[i] = common + forkSpread * random.nextGaussian();
    }
    return Levels.sample(Levels.timesExp(1, logs));
  }

  private static SittingSpread calibration(
      SplittableRandom random, double sittingSpread, int sittings) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < sittings; i++) {
      double log = sittingSpread * random.nextGaussian();
      sum += log;
      squares += log * log;
    }
    return new SittingSpread(
        Math.sqrt((squares - sum * sum / sittings) / (sittings - 1)), sittings);
  }

  @Test
  void oneForkASideIsNotCompared() {
    Sample one = Levels.sample(1_000);
    assertThat(BetweenSittings.compare(Metric.PRIMARY, one, FIRST, Optional.empty(), 0.05))
        .isEmpty();
  }

  @Test
  void aSpreadOfOneSittingIsNone() {
    assertThatThrownBy(() -> new SittingSpread(0.1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Difference compare(Optional<SittingSpread> spread) {
    return BetweenSittings.compare(Metric.PRIMARY, FIRST, SECOND, spread, 0.05).orElseThrow();
  }

  private static Verdict verdict(Sample earlier, Sample later, Optional<SittingSpread> spread) {
    return BetweenSittings.compare(Metric.PRIMARY, earlier, later, spread, 0.05)
        .orElseThrow()
        .verdict();
  }
}
