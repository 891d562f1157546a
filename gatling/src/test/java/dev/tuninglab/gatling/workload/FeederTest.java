package dev.tuninglab.gatling.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeederTest {

  @Property(tries = 200)
  void theSameSeedDrawsTheSameValuesInsideTheRange(
      @ForAll long seed,
      @ForAll @LongRange(min = -1_000_000, max = 1_000_000) long from,
      @ForAll @IntRange(max = 1_000_000) int width,
      @ForAll @DoubleRange(min = 0.1, max = 5) double skew) {
    for (Feeder feeder :
        List.of(
            new Feeder.Zipf(from, from + width, skew), new Feeder.Uniform(from, from + width, 7))) {
      assertThat(draw(feeder, seed)).isEqualTo(draw(feeder, seed));
      assertThat(draw(feeder, seed))
          .allSatisfy(v -> assertThat(Long.parseLong(v)).isBetween(from, from + width));
    }
  }

  private static List<String> draw(Feeder feeder, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Feeder.Sampler sampler = feeder.sampler();
    return IntStream.range(0, 20).mapToObj(i -> sampler.next(random)).toList();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1, 1.1, 2})
  void zipfRanksComeAsOftenAsTheLawSays(double skew) {
    int ranks = 50;
    int draws = 200_000;
    long[] counts = new long[ranks + 1];
    Feeder.Sampler sampler = new Feeder.Zipf(1, ranks, skew).sampler();
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < draws; i++) {
      counts[Integer.parseInt(sampler.next(random))]++;
    }
    double sum = IntStream.rangeClosed(1, ranks).mapToDouble(k -> Math.pow(k, -skew)).sum();
    for (int k = 1; k <= ranks; k++) {
      double expected = draws * Math.pow(k, -skew) / sum;
      // Five standard deviations: fifty ranks at four skews must all pass.
      assertThat((double) counts[k]).isCloseTo(expected, within(5 * Math.sqrt(expected) + 1));
    }
  }

  @Test
  void uniformKeepsItsStep() {
    assertThat(draw(new Feeder.Uniform(10, 20, 5), 1))
        .contains("10", "15", "20")
        .hasSize(20)
        .allMatch(v -> List.of("10", "15", "20").contains(v));
  }

  @Test
  void rangesThatHoldNothingAreRefused() {
    assertThatThrownBy(() -> new Feeder.Uniform(2, 1, 1))
        .hasMessage("uniform must name a range from..to with from <= to, but was 2..1");
    assertThatThrownBy(() -> new Feeder.Uniform(1, 2, 0))
        .hasMessage("uniform step must be 1 or more, but was 0");
    assertThatThrownBy(() -> new Feeder.Zipf(1, 2, 0))
        .hasMessage("zipf skew must be 0.1 to 5, but was 0.0");
    assertThatThrownBy(() -> new Feeder.Values(List.of()))
        .hasMessage("values must hold one value or more, but was empty");
  }

  @Test
  void rowsComeInTheirOrderFromOneThatIsDrawn() {
    Feeder.Rows rows =
        new Feeder.Rows(
            List.of("id"),
            List.of(List.of("a"), List.of("b"), List.of("c")),
            Feeder.Rows.Choice.SEQUENTIAL,
            1);
    List<String> drawn = draw(rows, 5);
    for (int i = 1; i < drawn.size(); i++) {
      assertThat(Integer.parseInt(drawn.get(i)))
          .isEqualTo((Integer.parseInt(drawn.get(i - 1)) + 1) % 3);
    }
    assertThat(IntStream.range(0, 50).mapToObj(seed -> draw(rows, seed).get(0)))
        .contains("0", "1", "2");
  }

  @Test
  void earlierRowsComeMoreOftenByZipf() {
    List<List<String>> table = IntStream.range(0, 100).mapToObj(i -> List.of("v" + i)).toList();
    Feeder.Sampler sampler =
        new Feeder.Rows(List.of("id"), table, Feeder.Rows.Choice.ZIPF, 1.1).sampler();
    SplittableRandom random = new SplittableRandom(3);
    List<Integer> drawn =
        IntStream.range(0, 5_000).mapToObj(i -> Integer.parseInt(sampler.next(random))).toList();
    assertThat(drawn).allMatch(row -> row >= 0 && row < 100);
    assertThat(drawn.stream().filter(row -> row == 0).count())
        .isGreaterThan(2 * drawn.stream().filter(row -> row == 9).count());
  }

  @Test
  void tablesThatHoldNothingAreRefused() {
    assertThatThrownBy(() -> new Feeder.Rows(List.of("a"), List.of(), Feeder.Rows.Choice.RANDOM, 1))
        .hasMessage("rows must hold one row or more, but was empty");
    assertThatThrownBy(
            () ->
                new Feeder.Rows(
                    List.of("a", "b"), List.of(List.of("1")), Feeder.Rows.Choice.RANDOM, 1))
        .hasMessage("rows must have a value for each of 2 columns, but one is [1]");
  }
}
