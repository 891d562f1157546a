package dev.tuninglab.lab.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SampleTest {
  @Property
  void aPercentileOfPooledRunsIsTheNearestRankOfAllTheirValues(
      @ForAll @Size(min = 1, max = 5)
          List<@Size(min = 1, max = 40) List<@IntRange(min = 1, max = 300) Integer>> runs,
      @ForAll @IntRange(min = 1, max = 99) int percent) {
    List<Integer> pooled = new ArrayList<>();
    runs.forEach(pooled::addAll);
    pooled.sort(null);
    int rank = (int) Math.ceil(pooled.size() * percent / 100.0);

    double value = new Metric.Percentile("p", percent).of(sample(runs)).orElseThrow();

    assertThat(value).isEqualTo(pooled.get(rank - 1).doubleValue());
  }

  @Property
  void theMeanOfPooledRunsIsTheMeanOfAllTheirValues(
      @ForAll @Size(min = 1, max = 5)
          List<@Size(min = 1, max = 40) List<@IntRange(min = 1, max = 300) Integer>> runs) {
    double mean =
        runs.stream().flatMap(List::stream).mapToInt(Integer::intValue).average().orElseThrow();
    assertThat(new Metric.Mean().of(sample(runs)).orElseThrow()).isCloseTo(mean, within(1e-9));
  }

  @Test
  void throughputIsRequestsASecondOfAllSlices() {
    Sample sample =
        new Sample(
            List.of(
                new Run(1, 1, 0.5, new long[] {10, 20}, new long[] {30, 20}),
                new Run(1, 2, 1.5, new long[] {10}, new long[] {50})));
    assertThat(new Metric.Throughput().of(sample).orElseThrow()).isEqualTo(50.0);
  }

  @Test
  void aMetricIsFoundByTheNameThatResultsGiveIt() {
    assertThat(Metric.ALL).allMatch(metric -> Metric.named(metric.name()).get() == metric);
    assertThat(Metric.named("p42")).isEmpty();
  }

  @Test
  void anEmptySampleHasNoMetric() {
    assertThat(Metric.PRIMARY.of(new Sample(List.of()))).isEmpty();
  }

  @Test
  void aPercentileAsksForTenRequestsBeyondIt() {
    assertThat(Metric.ALL)
        .extracting(Metric::fewestRequests)
        .containsExactly(20L, 100L, 200L, 1_000L, 10_000L, 20L, 20L);
  }

  @Test
  void aRunWhoseValuesDoNotAscendIsRefused() {
    assertThatThrownBy(() -> new Run(1, 1, 1.0, new long[] {5, 5}, new long[] {1, 1}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Sample sample(List<List<Integer>> runs) {
    List<Run> made = new ArrayList<>();
    for (List<Integer> values : runs) {
      made.add(
          Runs.of(1, made.size() + 1, values.stream().mapToLong(Integer::longValue).toArray()));
    }
    return new Sample(made);
  }

  /** Makes runs from plain values. */
  static final class Runs {
    private Runs() {}

    static Run of(int fork, int round, long... values) {
      TreeMap<Long, Long> counts = new TreeMap<>();
      for (long value : values) {
        counts.merge(value, 1L, Long::sum);
      }
      return new Run(
          fork,
          round,
          1.0,
          counts.keySet().stream().mapToLong(Long::longValue).toArray(),
          counts.values().stream().mapToLong(Long::longValue).toArray());
    }
  }
}
