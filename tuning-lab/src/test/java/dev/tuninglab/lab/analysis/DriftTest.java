package dev.tuninglab.lab.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DriftTest {
  @Test
  void aCandidateThatStillGetsFasterIsFound() {
    Drift drift = drift(4, 6, 0.8);
    assertThat(drift.moved()).isTrue();
    assertThat(drift.change()).isCloseTo(0.8, within(0.03));
  }

  @Test
  void aRatioThatStaysIsNot() {
    assertThat(drift(4, 6, 1.0).moved()).isFalse();
  }

  @Test
  void aRatioThatOnlyScattersIsRarelyWarnedOf() {
    SimulatedLab lab = new SimulatedLab();
    long moved =
        LongStream.range(0, 400)
            .filter(
                seed -> {
                  List<Contender> variants = lab.experiment(seed).get(lab.forks - 1);
                  return Drift.of(Metric.PRIMARY, variants.get(0).all(), variants.get(1).all())
                      .orElseThrow()
                      .moved();
                })
            .count();
    // 5% of 400, and four standard errors.
    assertThat(moved).isLessThan(38);
  }

  @Test
  void aChangeTooSmallToMatterIsNoWarning() {
    Drift drift = new Drift(1.01, 1e-9);
    assertThat(drift.moved()).isFalse();
  }

  @Test
  void oneForkOrTwoRoundsTellNoTrend() {
    assertThat(Drift.of(Metric.PRIMARY, sample(1, 6, 1, 1), sample(1, 6, 1, 2))).isEmpty();
    assertThat(Drift.of(Metric.PRIMARY, sample(4, 2, 1, 1), sample(4, 2, 1, 2))).isEmpty();
  }

  private static Drift drift(int forks, int rounds, double change) {
    return Drift.of(Metric.PRIMARY, sample(forks, rounds, 1, 1), sample(forks, rounds, change, 2))
        .orElseThrow();
  }

  /** Latencies around 100 ms that change by a factor from a fork's first round to its last. */
  private static Sample sample(int forks, int rounds, double change, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Run> runs = new ArrayList<>();
    for (int fork = 1; fork <= forks; fork++) {
      for (int round = 1; round <= rounds; round++) {
        double level =
            Math.pow(change, (round - 1.0) / (rounds - 1)) * random.nextDouble(0.99, 1.01);
        runs.add(
            new Run(fork, round, 1, new long[] {Math.round(100_000 * level)}, new long[] {50}));
      }
    }
    return new Sample(runs);
  }
}
