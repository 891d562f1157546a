package dev.tuninglab.gatling.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivalsTest {
  private static final int COUNT = 20_000;

  @Property(tries = 50)
  void instantsGrowAndTheSameSeedGivesTheSame(
      @ForAll Arrivals arrivals,
      @ForAll long seed,
      @ForAll @DoubleRange(min = 0.1, max = Arrivals.MAX_RATE) double rate) {
    long[] instants = instants(arrivals, rate, seed, 1_000);
    assertThat(instants).isSorted().isEqualTo(instants(arrivals, rate, seed, 1_000));
    assertThat(instants[0]).isNotNegative();
  }

  @Property(tries = 50)
  void theMeanRateIsTheOneAskedFor(
      @ForAll Arrivals arrivals,
      @ForAll long seed,
      @ForAll @DoubleRange(min = 1, max = Arrivals.MAX_RATE) double rate) {
    long last = instants(arrivals, rate, seed, COUNT)[COUNT - 1];
    // Five standard deviations of the mean of COUNT exponential gaps.
    assertThat(COUNT / (last / 1e9)).isCloseTo(rate, within(rate * 5 / Math.sqrt(COUNT)));
  }

  @Property(tries = 50)
  void aConstantSliceHoldsRateTimesLength(@ForAll @IntRange(min = 1, max = 5_000) int rate) {
    long[] instants = instants(Arrivals.CONSTANT, rate, 1, rate + 1);
    assertThat(LongStream.of(instants).filter(at -> at < 1_000_000_000).count()).isEqualTo(rate);
  }

  @Property(tries = 20)
  void poissonCountsVaryAsMuchAsTheirMean(@ForAll long seed) {
    int windows = 2_000;
    int perWindow = 10;
    long[] instants = instants(Arrivals.POISSON, 1_000, seed, windows * perWindow * 2);
    long width = 1_000_000L * perWindow;
    int[] counts = new int[windows];
    for (long at : instants) {
      if (at / width < windows) {
        counts[(int) (at / width)]++;
      }
    }
    double mean = 0;
    double squares = 0;
    for (int count : counts) {
      mean += (double) count / windows;
      squares += (double) count * count / windows;
    }
    // Index of dispersion: 1 for a Poisson process, with a standard error of sqrt(2 / windows).
    assertThat((squares - mean * mean) / mean).isCloseTo(1, within(6 * Math.sqrt(2.0 / windows)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 5_000.5, Double.NaN, Double.POSITIVE_INFINITY})
  void aRateOutsideTheRangeIsRefused(double rate) {
    assertThatThrownBy(() -> Arrivals.checkRate(rate))
        .hasMessage("rate must be above 0 and at most 5000 requests per second, but was " + rate);
  }

  private static long[] instants(Arrivals arrivals, double rate, long seed, int count) {
    LongSupplier instants = arrivals.instants(rate, new SplittableRandom(seed));
    return LongStream.generate(instants).limit(count).toArray();
  }
}
