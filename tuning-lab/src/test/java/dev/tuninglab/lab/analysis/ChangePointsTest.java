package dev.tuninglab.lab.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuninglab.lab.analysis.ChangePoints.ChangePoint;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChangePointsTest {
  private static final int SERIES = 300;

  /** Expected are 15; more than this many would come once in a thousand. */
  private static final int MOST_FALSE_ALARMS = 28;

  /** How figures may scatter where nothing changes. */
  private enum Noise {
    NORMAL(Random::nextGaussian),
    /** Now and then far off. */
    HEAVY(random -> random.nextGaussian() / Math.sqrt(random.nextDouble() + 1e-3)),
    SKEWED(random -> Math.exp(random.nextGaussian())),
    /** Many are the same. */
    ROUNDED(random -> Math.rint(random.nextGaussian()));

    private final ToDoubleFunction<Random> draw;

    Noise(ToDoubleFunction<Random> draw) {
      this.draw = draw;
    }
  }

  @ParameterizedTest
  @EnumSource
  void whereNothingChangesAtMostOneSeriesInTwentyIsMarked(Noise noise) {
    long marked =
        IntStream.range(0, SERIES)
            .filter(seed -> !find(series(noise, 16, seed, 0, 16)).isEmpty())
            .count();
    assertThat(marked).isLessThanOrEqualTo(MOST_FALSE_ALARMS);
  }

  @Test
  void aChangeOfAFifthIsFoundAndPlaced() {
    int found = 0;
    int placed = 0;
    for (int seed = 0; seed < 100; seed++) {
      double[] series = series(Noise.NORMAL, 20, seed, Math.log(1.2) / 0.05, 10);
      List<ChangePoint> points = find(series);
      found += points.isEmpty() ? 0 : 1;
      placed += points.stream().anyMatch(p -> Math.abs(p.index() - 10) <= 1) ? 1 : 0;
    }
    assertThat(found).as("with a standard deviation of 5%%").isGreaterThanOrEqualTo(98);
    assertThat(placed).isGreaterThanOrEqualTo(95);
  }

  @Test
  void whatGoesUpAndComesDownAgainIsTwoChanges() {
    double[] series = new double[30];
    Random random = new Random(5);
    for (int i = 0; i < series.length; i++) {
      series[i] = 0.02 * random.nextGaussian() + (i >= 12 && i < 19 ? 0.3 : 0);
    }
    assertThat(find(series)).extracting(ChangePoint::index).containsExactly(12, 19);
  }

  @Test
  void tooFewValuesShowNothing() {
    double[] step = {0, 0, 0, 0, 9, 9, 9};
    assertThat(find(step)).isEmpty();
    assertThat(find(new double[0])).isEmpty();
    assertThat(find(new double[] {0, 0.1, 0, 0.1, 9, 9.1, 9, 9.1})).hasSize(1);
  }

  @Test
  void aSingleOutlierIsNoChange() {
    double[] series = new double[20];
    for (int i = 0; i < series.length; i++) {
      series[i] = (i % 3) * 0.01;
    }
    series[11] = 5;
    assertThat(find(series)).isEmpty();
  }

  @Property(tries = 50)
  void valuesThatAreAllTheSameHaveNoChange(
      @ForAll @IntRange(max = 40) int length, @ForAll @DoubleRange(min = -9, max = 9) double v) {
    assertThat(find(IntStream.range(0, length).mapToDouble(i -> v).toArray())).isEmpty();
  }

  @Property(tries = 100)
  void changesAreFarEnoughApartAndRareEnough(
      @ForAll @Size(max = 25) List<@DoubleRange(min = -3, max = 3) Double> values) {
    int last = 0;
    for (ChangePoint point : find(array(values))) {
      assertThat(point.index() - last).isGreaterThanOrEqualTo(ChangePoints.SHORTEST);
      assertThat(point.pValue()).isPositive().isLessThanOrEqualTo(ChangePoints.LEVEL);
      last = point.index();
    }
    if (last > 0) {
      assertThat(values.size() - last).isGreaterThanOrEqualTo(ChangePoints.SHORTEST);
    }
  }

  @Property(tries = 50)
  void aStepThatTowersOverTheNoiseIsFoundWhereItIs(
      @ForAll @IntRange(min = 5, max = 15) int before,
      @ForAll @IntRange(min = 5, max = 15) int after,
      @ForAll @IntRange(max = 1_000) int seed) {
    double[] series = series(Noise.NORMAL, before + after, seed, 40, before);
    assertThat(find(series)).extracting(ChangePoint::index).contains(before);
  }

  @Property(tries = 50)
  void unitAndOriginDoNotMatter(
      @ForAll @IntRange(max = 1_000) int seed,
      @ForAll @DoubleRange(min = 0.5, max = 4) double factor,
      @ForAll @DoubleRange(min = -4, max = 4) double shift) {
    double[] series = series(Noise.NORMAL, 18, seed, 3, 9);
    double[] other = IntStream.range(0, 18).mapToDouble(i -> series[i] * factor + shift).toArray();
    assertThat(find(other))
        .extracting(ChangePoint::index)
        .isEqualTo(find(series).stream().map(ChangePoint::index).toList());
  }

  @Test
  void theSameSeedGivesTheSame() {
    double[] series = series(Noise.NORMAL, 24, 3, 2, 12);
    double[] copy = series.clone();
    assertThat(find(series)).isEqualTo(find(series));
    assertThat(series).as("untouched").isEqualTo(copy);
  }

  private static List<ChangePoint> find(double[] series) {
    return ChangePoints.of(series, 42);
  }

  /** In standard deviations, a step up from a place on. */
  private static double[] series(Noise noise, int length, long seed, double step, int from) {
    Random random = new Random(seed);
    return IntStream.range(0, length)
        .mapToDouble(i -> noise.draw.applyAsDouble(random) + (i >= from ? step : 0))
        .toArray();
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
