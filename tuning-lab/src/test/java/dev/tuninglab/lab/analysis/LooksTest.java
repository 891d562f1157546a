package dev.tuninglab.lab.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LooksTest {
  private static final double LEVEL = 0.05;

  @Test
  void oneLookIsHeldToWhatIsPromised() {
    assertThat(Looks.once().nominal(LEVEL, 7)).isEqualTo(LEVEL);
    assertThat(Looks.afterEachFork(5, 5).nominal(LEVEL, 5)).isCloseTo(LEVEL, within(1e-9));
  }

  @Test
  void theFirstLookSpendsTheSquareOfItsShare() {
    assertThat(Looks.afterEachFork(3, 6).nominal(LEVEL, 3)).isCloseTo(LEVEL / 4, within(1e-6));
    assertThat(Looks.afterEachFork(3, 6).nominal(LEVEL, 2)).isCloseTo(LEVEL / 9, within(1e-9));
  }

  /**
   * Constant nominal levels of Pocock and constants of O'Brien and Fleming for 2 and 5 looks at
   * equal distances, level 5%, known variance: Jennison and Turnbull 2000, tables 2.1 and 2.3. With
   * a look every 25 forks the variance is nearly known.
   */
  @ParameterizedTest
  @CsvSource({
    "25, 2, 2.178, 2.178",
    "25, 2, 2.797, 1.977",
    "25, 5, 2.413, 2.413",
    "25, 5, 4.562, 2.040",
    "25, 3, 2.289, 2.289",
    "25, 3, 3.471, 2.004"
  })
  void thePublishedBoundariesSpendFivePercent(int apart, int looks, double first, double last) {
    double[] nominal = new double[apart * looks - apart + 1];
    for (int k = 1; k <= looks; k++) {
      // Pocock's are all alike; O'Brien and Fleming's fall with the root of the look.
      double z = first == last ? first : last * Math.sqrt((double) looks / k);
      nominal[apart * (k - 1)] = 2 * NormalDistribution.of(0, 1).survivalProbability(z);
    }
    double spent = Arrays.stream(SequentialT.spent(apart, nominal)).sum();
    assertThat(spent).isCloseTo(LEVEL, within(0.0015));
  }

  /**
   * The boundaries are made by integration; this draws forks at random and counts. Fixed seed, and
   * bounds of four standard errors.
   */
  @ParameterizedTest
  @CsvSource({"2, 4, 0.05", "3, 6, 0.05", "3, 12, 0.04", "2, 5, 0.3", "5, 20, 0.01"})
  void forksDrawnAtRandomPassNoMoreOftenThanPromised(int first, int most, double level) {
    int draws = 200_000;
    Looks looks = Looks.afterEachFork(first, most);
    double[] boundary = new double[most + 1];
    for (int n = first; n <= most; n++) {
      boundary[n] = Student.twoSided(looks.nominal(level, n), n - 1);
    }
    int[] passed = new int[most + 1];
    SplittableRandom random = new SplittableRandom(42);
    for (int i = 0; i < draws; i++) {
      passed[firstPassed(random, first, most, boundary)]++;
    }
    int sum = 0;
    for (int n = first; n <= most; n++) {
      sum += passed[n];
      double expected = level * n * n / most / most;
      assertThat((double) sum / draws)
          .as("spent up to fork %d", n)
          .isCloseTo(expected, within(4 * Math.sqrt(expected * (1 - expected) / draws)));
    }
  }

  /** 0 where none was. */
  private static int firstPassed(SplittableRandom random, int first, int most, double[] boundary) {
    double sum = 0;
    double squares = 0;
    for (int n = 1; n <= most; n++) {
      double x = random.nextGaussian();
      sum += x;
      squares += x * x;
      double mean = sum / n;
      double deviation = Math.sqrt((squares - n * mean * mean) / (n - 1));
      if (n >= first && Math.abs(mean) * Math.sqrt(n) > boundary[n] * deviation) {
        return n;
      }
    }
    return 0;
  }

  @Property(tries = 200)
  void spentIsTheInverseOfNominal(
      @ForAll @DoubleRange(min = 0.001, max = 0.5) @Scale(4) double level,
      @ForAll @IntRange(min = 2, max = 8) int forks) {
    Looks looks = Looks.afterEachFork(3, 8);
    assertThat(looks.spent(looks.nominal(level, forks), forks)).isCloseTo(level, within(1e-6));
  }

  @Property(tries = 200)
  void noLookIsHeldToMoreThanAllNorToLessThanItsOwnShare(
      @ForAll @DoubleRange(min = 0.001, max = 0.5) @Scale(4) double level,
      @ForAll @IntRange(min = 3, max = 8) int forks) {
    double nominal = Looks.afterEachFork(3, 8).nominal(level, forks);
    int before = forks == 3 ? 0 : forks - 1;
    assertThat(nominal)
        .isLessThanOrEqualTo(level)
        .isGreaterThanOrEqualTo(level * (forks * forks - before * before) / 64.0 * 0.999);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-9, 1e-7, 1e-5, 1e-3})
  void smallSharesOfTheLevelAreHeldAsWell(double level) {
    Looks looks = Looks.afterEachFork(3, 8);
    assertThat(looks.spent(looks.nominal(level, 8), 8)).isCloseTo(level, within(level * 1e-6));
    assertThat(looks.nominal(level, 8)).isBetween(level * 15 / 64, level);
  }

  /** What a known variance allows is too much for few forks: so t itself is carried forward. */
  @Test
  void theBoundariesForAKnownVarianceWouldSpendMoreThanPromisedOnFewForks() {
    double pocockOfTwoLooks = 0.0294;
    double spent = Arrays.stream(SequentialT.spent(2, atTwoAndFourForks(pocockOfTwoLooks))).sum();
    assertThat(spent).isGreaterThan(0.0515);
  }

  private static double[] atTwoAndFourForks(double nominal) {
    return new double[] {nominal, 0, nominal};
  }

  @Test
  void fiftyForksArePlannedAsWell() {
    Looks looks = Looks.afterEachFork(3, 50);
    assertThat(looks.nominal(LEVEL, 3)).isCloseTo(LEVEL * 9 / 2500, within(1e-6));
    assertThat(looks.nominal(LEVEL, 50)).isBetween(0.02, 0.03);
  }

  @Test
  void moreForksThanPlannedAreRefused() {
    assertThatThrownBy(() -> Looks.afterEachFork(3, 6).nominal(LEVEL, 7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("looks were planned up to 6 forks, but there are 7");
  }
}
