package dev.tuninglab.lab.analysis.effects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tuninglab.lab.analysis.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EffectsTest {
  private static final List<Factor> TWO_LEVELS =
      List.of(
          new Factor("pool", List.of("none", "hikari")),
          new Factor("fetch", List.of("n-plus-one", "join")),
          new Factor("json", List.of("jackson", "dsl-json")));

  private static final double SPREAD = 0.05;

  @Test
  void knownEffectsAreFoundWithoutAnyNoise() throws TooLittle {
    Effects effects = effects(0, 1);
    assertThat(ratio(effects.mains(), "pool=hikari")).isCloseTo(0.5 * Math.sqrt(1.2), within(1e-9));
    assertThat(ratio(effects.mains(), "json=dsl-json")).isCloseTo(1, within(1e-9));
    assertThat(effects.interactions()).hasSize(3);
    assertThat(effects.interactions())
        .filteredOn(e -> e.names().equals(List.of("pool=hikari", "fetch=join")))
        .singleElement()
        .satisfies(e -> assertThat(e.ratio()).isCloseTo(1.2, within(1e-9)));
    assertThat(effects.best().levels()).contains("pool=hikari", "fetch=join");
    assertThat(effects.best().ratio()).isCloseTo(0.5 * 0.25 * 1.2, within(1e-9));
  }

  @Test
  void twoChangesThatBringNearlyAllOfTheGainAreNamed() throws TooLittle {
    List<Gain> gains = effects(SPREAD, 1).gains();
    assertThat(gains.get(0).levels()).containsExactly("fetch=join");
    assertThat(gains.get(0).share())
        .isCloseTo(Math.log(0.25) / Math.log(0.5 * 0.25 * 1.2), within(0.08));
    assertThat(gains.get(1).levels()).containsExactly("pool=hikari", "fetch=join");
    assertThat(gains.get(1).share()).isGreaterThan(0.95);
    assertThat(gains).hasSize(2);
    assertThat(gains.get(0)).satisfies(g -> assertThat(g.low()).isLessThan(g.share()));
  }

  @Test
  void aFactorWithoutEffectLeavesTheBestUndecidedBetweenItsLevels() throws TooLittle {
    Best best = effects(SPREAD, 3).best();
    assertThat(best.sureness() + best.rivals().get(0).sureness()).isGreaterThan(0.95);
    assertThat(best.rivals().get(0).sureness()).isGreaterThan(0.02);
    assertThat(best.measured()).isTrue();
  }

  /** 300 labs of the same truth; 95% of 300 less four standard deviations is 270. */
  @Test
  void intervalsHoldTheTruthAsOftenAsTheySay() throws TooLittle {
    int inside = 0;
    int falselyClaimed = 0;
    for (int lab = 0; lab < 300; lab++) {
      Effects effects = effects(SPREAD, 1_000 + lab);
      double truth = 0.5 * Math.sqrt(1.2);
      Effect pool = main(effects, "pool=hikari");
      inside += pool.low() <= truth && truth <= pool.high() ? 1 : 0;
      boolean wrong =
          differs(main(effects, "json=dsl-json"))
              || effects.interactions().stream()
                  .filter(e -> e.names().contains("json=dsl-json"))
                  .anyMatch(EffectsTest::differs);
      falselyClaimed += wrong ? 1 : 0;
    }
    assertThat(inside).isBetween(270, 297);
    assertThat(falselyClaimed).as("allowed is 5%, of 300").isLessThanOrEqualTo(30);
  }

  @Test
  void whatTheMachineDidToABlockCancels() throws TooLittle {
    List<Observation> seen = observations(Cell.all(TWO_LEVELS), 0, 1);
    List<Observation> shaken =
        seen.stream()
            .map(o -> new Observation(o.block(), o.cell(), o.value() + o.block() * 0.7))
            .toList();
    Effects effects = new EffectsAnalysis(Factorial.full(TWO_LEVELS), 0.05, false, 1).of(shaken);
    assertThat(ratio(effects.mains(), "pool=hikari")).isCloseTo(0.5 * Math.sqrt(1.2), within(1e-9));
  }

  @Test
  void threeLevelsHaveAnEffectEach() throws TooLittle {
    List<Factor> factors =
        List.of(
            new Factor("fetch", List.of("n-plus-one", "join", "batch")),
            new Factor("pool", List.of("none", "hikari")));
    double[] ofFetch = {0, Math.log(0.3), Math.log(0.4)};
    List<Observation> seen = new ArrayList<>();
    for (int block = 0; block < 3; block++) {
      for (Cell cell : Cell.all(factors)) {
        double together = cell.level(0) == 2 && cell.level(1) == 1 ? Math.log(2) : 0;
        seen.add(new Observation(block, cell, ofFetch[cell.level(0)] - cell.level(1) + together));
      }
    }
    Effects effects = new EffectsAnalysis(Factorial.full(factors), 0.05, false, 1).of(seen);
    assertThat(ratio(effects.mains(), "fetch=join")).isCloseTo(0.3, within(1e-9));
    assertThat(ratio(effects.mains(), "fetch=batch")).isCloseTo(0.4 * Math.sqrt(2), within(1e-9));
    assertThat(effects.interactions())
        .extracting(Effect::ratio)
        .satisfiesExactly(
            ratio -> assertThat(ratio).isCloseTo(1, within(1e-9)),
            ratio -> assertThat(ratio).isCloseTo(2, within(1e-9)));
  }

  @Test
  void halfOfTheCombinationsTellMainEffectsButNotInteractionsFromThem() throws TooLittle {
    List<Cell> half =
        Cell.all(TWO_LEVELS).stream()
            .filter(cell -> (cell.level(0) + cell.level(1) + cell.level(2)) % 2 == 1)
            .toList();
    Map<Term, List<Term>> aliases = new LinkedHashMap<>();
    aliases.put(Term.main(0), List.of(Term.interaction(1, 2)));
    aliases.put(Term.main(1), List.of(Term.interaction(0, 2)));
    aliases.put(Term.main(2), List.of(Term.interaction(0, 1)));
    Effects effects =
        new EffectsAnalysis(new Factorial(TWO_LEVELS, aliases), 0.05, false, 1)
            .of(observations(half, SPREAD, 5));
    assertThat(effects.mains()).hasSize(3);
    assertThat(effects.interactions()).isEmpty();
    assertThat(main(effects, "json=dsl-json").aliases()).containsExactly("pool x fetch");
  }

  @Test
  void tooFewJvmsAreRefusedWithTheNumberThatItTakes() {
    List<Observation> one =
        Cell.all(TWO_LEVELS).stream().map(cell -> new Observation(1, cell, 0)).toList();
    assertThatThrownBy(
            () ->
                new EffectsAnalysis(Factorial.full(TWO_LEVELS), 0.05, false, 1)
                    .of(one.subList(0, 6)))
        .isInstanceOf(TooLittle.class)
        .hasMessage("6 JVMs are too few for 6 effects in 1 forks: at least 8 are needed");
  }

  @Test
  void combinationsThatDoNotTellEffectsApartAreRefused() {
    List<Observation> same = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      same.add(new Observation(1, new Cell(List.of(i % 2, i % 2, i / 6)), i));
    }
    assertThatThrownBy(
            () -> new EffectsAnalysis(Factorial.full(TWO_LEVELS), 0.05, false, 1).of(same))
        .isInstanceOf(TooLittle.class)
        .hasMessageContaining("do not tell all effects apart");
  }

  private static boolean differs(Effect effect) {
    return effect.verdict() == Verdict.FASTER || effect.verdict() == Verdict.SLOWER;
  }

  private static Effect main(Effects effects, String name) {
    return effects.mains().stream()
        .filter(e -> e.names().equals(List.of(name)))
        .findFirst()
        .orElseThrow();
  }

  private static double ratio(List<Effect> effects, String name) {
    return effects.stream()
        .filter(e -> e.names().equals(List.of(name)))
        .findFirst()
        .orElseThrow()
        .ratio();
  }

  private static Effects effects(double spread, long seed) throws TooLittle {
    return new EffectsAnalysis(Factorial.full(TWO_LEVELS), 0.05, false, seed)
        .of(observations(Cell.all(TWO_LEVELS), spread, seed));
  }

  /** Pool halves, join quarters, together a fifth more than that; json does nothing. */
  private static List<Observation> observations(List<Cell> cells, double spread, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Observation> seen = new ArrayList<>();
    for (int block = 0; block < 4; block++) {
      double machine = random.nextGaussian() * 0.3;
      for (Cell cell : cells) {
        double value = 8 + machine + random.nextGaussian() * spread;
        value += cell.level(0) * Math.log(0.5) + cell.level(1) * Math.log(0.25);
        value += cell.level(0) * cell.level(1) * Math.log(1.2);
        seen.add(new Observation(block, cell, value));
      }
    }
    return seen;
  }
}
