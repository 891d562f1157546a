package dev.tuninglab.lab.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PairedForksTest {
  private static final double MARGIN = 0.05;
  private final PairedForks forks = new PairedForks(MARGIN);

  @Test
  void aCandidateAtHalfTheLatencyIsFasterWithTheRatioInsideTheInterval() {
    Lab lab = new Lab(7, 4, 4, 0.5);
    Comparison found = forks.compare(Metric.PRIMARY, lab.baseline, lab.candidate).orElseThrow();
    assertThat(found.verdict()).isEqualTo(Verdict.FASTER);
    assertThat(found.ratio()).isBetween(found.low(), found.high()).isCloseTo(0.5, within(0.08));
    assertThat(found.rounds()).isEqualTo(16);
    assertThat(found.forks()).isEqualTo(4);
  }

  @Test
  void swappingBaselineAndCandidateInvertsRatioAndVerdict() {
    Lab lab = new Lab(7, 4, 4, 0.5);
    Comparison there = forks.compare(Metric.PRIMARY, lab.baseline, lab.candidate).orElseThrow();
    Comparison back = forks.compare(Metric.PRIMARY, lab.candidate, lab.baseline).orElseThrow();
    assertThat(back.ratio()).isCloseTo(1 / there.ratio(), within(1e-9));
    assertThat(back.verdict()).isEqualTo(Verdict.SLOWER);
  }

  @Test
  void whatARoundDoesToBothVariantsCancels() {
    Comparison found =
        forks
            .compare(
                Metric.PRIMARY,
                identical(new double[] {1, 9, 2, 30, 1, 5, 4, 11}),
                identical(new double[] {1, 9, 2, 30, 1, 5, 4, 11}))
            .orElseThrow();
    assertThat(found.low()).isEqualTo(1);
    assertThat(found.high()).isEqualTo(1);
    assertThat(found.verdict()).isEqualTo(Verdict.SAME);
  }

  @Test
  void oneForkIsNotEnoughForAVerdict() {
    Lab lab = new Lab(3, 1, 12, 0.5);
    assertThat(forks.compare(Metric.PRIMARY, lab.baseline, lab.candidate)).isEmpty();
  }

  @Test
  void fewRoundsAreNotEnoughForAVerdict() {
    Lab lab = new Lab(3, 2, 2, 0.5);
    assertThat(forks.compare(Metric.PRIMARY, lab.baseline, lab.candidate)).isEmpty();
  }

  @Test
  void aPercentileThatTheSampleCannotCarryIsNotClaimed() {
    Lab lab = new Lab(3, 2, 8, 0.5);
    assertThat(lab.baseline.requests()).isLessThan(10_000);
    assertThat(forks.compare(new Metric.Percentile("p99.9", 99.9), lab.baseline, lab.candidate))
        .isEmpty();
  }

  @Test
  void roundsOfWhichOnlyOneHalfWasMeasuredAreLeftOut() {
    Lab lab = new Lab(3, 2, 8, 0.5);
    List<Run> short1 = new ArrayList<>(lab.candidate.runs());
    short1.remove(15);
    Comparison found =
        forks.compare(Metric.PRIMARY, lab.baseline, new Sample(short1)).orElseThrow();
    assertThat(found.rounds()).isEqualTo(15);
  }

  @Test
  void equalVariantsUnderForkAndRoundNoiseAreRarelyCalledDifferent() {
    int wrong = 0;
    int labs = 300;
    for (int i = 0; i < labs; i++) {
      Lab lab = new Lab(1_000 + i, 3, 5, 1.0);
      Verdict verdict =
          forks.compare(Metric.PRIMARY, lab.baseline, lab.candidate).orElseThrow().verdict();
      if (verdict == Verdict.FASTER || verdict == Verdict.SLOWER) {
        wrong++;
      }
    }
    assertThat(wrong).isLessThanOrEqualTo(labs / 12);
  }

  private static Sample identical(double[] level) {
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < level.length; i++) {
      long base = Math.round(1_000 * level[i]);
      runs.add(SampleTest.Runs.of(1 + i / 4, i, base, base + 10, base + 20));
    }
    return new Sample(runs);
  }

  /** A simulated lab: fork and round effects of a few percent, skewed latencies. */
  private static final class Lab {
    private final Sample baseline;
    private final Sample candidate;

    Lab(long seed, int forks, int rounds, double ratio) {
      SplittableRandom random = new SplittableRandom(seed);
      List<Run> a = new ArrayList<>();
      List<Run> b = new ArrayList<>();
      for (int fork = 1; fork <= forks; fork++) {
        double forkOfA = Math.exp(0.02 * gauss(random));
        double forkOfB = Math.exp(0.02 * gauss(random));
        for (int round = 1; round <= rounds; round++) {
          double both = Math.exp(0.2 * gauss(random));
          a.add(run(random, fork, round, both * forkOfA));
          b.add(run(random, fork, round, both * forkOfB * ratio));
        }
      }
      baseline = new Sample(a);
      candidate = new Sample(b);
    }

    private static Run run(SplittableRandom random, int fork, int round, double level) {
      long[] values = new long[200];
      for (int i = 0; i < values.length; i++) {
        values[i] = Math.max(1, Math.round(2_000 * level * Math.exp(0.4 * gauss(random))));
      }
      return SampleTest.Runs.of(fork, round, values);
    }

    /** Box and Muller. */
    private static double gauss(SplittableRandom random) {
      return Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
          * Math.cos(2 * Math.PI * random.nextDouble());
    }
  }
}
