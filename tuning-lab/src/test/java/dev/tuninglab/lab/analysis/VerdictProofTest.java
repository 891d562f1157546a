package dev.tuninglab.lab.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The fast version of {@link VerdictProof}: the same labs, fewer experiments. Seeds are fixed, and
 * bounds lie where a method that keeps its promise would not come with any other seed either: four
 * standard errors of the promised share beyond it.
 */
class VerdictProofTest {
  private static final long SEED = 7;
  private static final int EXPERIMENTS = 400;
  private static final double LEVEL = 0.05;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain: JVMs differ by 5%, 5 forks x 5 rounds x 100 requests",
        "one JVM in ten is 20% slower",
        "candidate's JVMs differ by 10%",
        "all of this at once",
        "all, 3 forks",
        "all, 4 variants"
      })
  void equalVariantsAreRarelyCalledDifferentInAnyFigure(String setting) {
    Tally tally = Tally.of(EXPERIMENTS, SEED, lab(ProofLabs.settings().get(setting)));
    assertThat(tally.falseClaims()).isLessThan(atMost(LEVEL));
    assertThat(tally.primaryCoverage(1)).isGreaterThan(1 - atMost(LEVEL));
    assertThat(tally.p99Coverage(1)).isGreaterThan(1 - atMost(LEVEL));
  }

  @Test
  void norAreTheyWhenDataIsLookedAtAfterEveryFork() {
    Consumer<SimulatedLab> seven = lab -> lab.forks = 7;
    Tally plain = Tally.of(EXPERIMENTS, SEED, lab(seven), 3, 0.1);
    assertThat(plain.stopped()).isGreaterThan(0.3);
    assertThat(plain.falseClaims()).isLessThan(atMost(LEVEL));
    assertThat(plain.primaryCoverage(1)).isGreaterThan(1 - atMost(LEVEL));
    Tally all = Tally.of(EXPERIMENTS, SEED, lab(seven.andThen(ProofLabs::everything)), 3, 0.1);
    assertThat(all.falseClaims()).isLessThan(atMost(LEVEL));
  }

  @Test
  void theIntervalHoldsAKnownRatioAndAKnownDelay() {
    Tally ratio = Tally.of(EXPERIMENTS, SEED, lab(lab -> lab.ratio = 0.5));
    assertThat(ratio.primaryCoverage(0.5)).isBetween(1 - atMost(LEVEL), 0.98);
    assertThat(ratio.falseClaims()).isEqualTo(1);
    Tally delay = Tally.of(EXPERIMENTS, SEED, lab(lab -> lab.addedMicros = 1_000));
    assertThat(delay.primaryCoverageOfTheMean()).isBetween(1 - atMost(LEVEL), 0.98);
    assertThat(delay.falseClaims()).isZero();
  }

  @Test
  void aDifferenceJustOutsideTheMarginIsRarelyCalledTheSame() {
    Tally tally =
        Tally.of(
            EXPERIMENTS,
            SEED,
            lab(
                lab -> {
                  lab.forkSpread = 0.01;
                  lab.sliceSpread = 0.01;
                  lab.ratio = 1.051;
                }));
    assertThat(tally.same()).isLessThan(atMost(LEVEL / 2));
  }

  @Test
  void whatIsThereIsFound() {
    Tally tally = Tally.of(EXPERIMENTS, SEED, lab(lab -> lab.ratio = 1.2));
    assertThat(tally.found()).isGreaterThan(0.7);
    Tally same =
        Tally.of(
            EXPERIMENTS,
            SEED,
            lab(
                lab -> {
                  lab.forks = 8;
                  lab.forkSpread = 0.005;
                  lab.sliceSpread = 0.01;
                }));
    assertThat(same.same()).isGreaterThan(0.5);
  }

  /** If these were as good, the lab would have no need of forks, of Holm, or of spending. */
  @Test
  void commonWaysOfJudgingCryWolfInTheSameLab() {
    SimulatedLab plain = lab(lab -> {});
    assertThat(wrong(plain, NaiveWays::ranksOfRequests)).isGreaterThan(0.25);
    assertThat(wrong(plain, NaiveWays::roundsAsUnits)).isGreaterThan(0.12);
    assertThat(wrong(plain, NaiveWays::anyFigure)).isGreaterThan(0.10);
    assertThat(wrong(lab(lab -> lab.forks = 8), NaiveWays::anyLook)).isGreaterThan(0.10);
  }

  private static double wrong(SimulatedLab lab, NaiveWays.Way way) {
    return NaiveWays.falseClaims(EXPERIMENTS, SEED, lab, way);
  }

  private static SimulatedLab lab(Consumer<SimulatedLab> change) {
    return ProofLabs.lab(change);
  }

  private static double atMost(double share) {
    return share + 4 * Math.sqrt(share * (1 - share) / EXPERIMENTS);
  }
}
