package dev.tuninglab.lab.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static final double MARGIN = 0.05;
  private final Judge judge = new Judge(Metric.PRIMARY, MARGIN, Looks.once());

  /** Hours of sleep gained by a second drug over a first: Student, The Probable Error of a Mean. */
  private static final double[] SLEEP = {1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4};

  @Test
  void theIntervalIsStudentsOwnOfTheLogarithms() {
    Comparison found =
        primary(Levels.contender("a", Levels.level(10)), with("b", Levels.timesExp(0.1, SLEEP)));
    assertThat(Math.log(found.ratio())).isCloseTo(0.158, within(1e-6));
    assertThat(Math.log(found.low())).isCloseTo(0.07001142, within(2e-6));
    assertThat(Math.log(found.high())).isCloseTo(0.24598858, within(2e-6));
    assertThat(found.pValue()).isCloseTo(0.002833, within(1e-6));
    assertThat(found.spread()).isCloseTo(0.1229995, within(1e-6));
    assertThat(found.verdict()).isEqualTo(Verdict.SLOWER);
    assertThat(found.forks()).isEqualTo(10);
    assertThat(found.rounds()).isEqualTo(10 * Levels.ROUNDS);
  }

  @Test
  void theDeclaredMetricHasFourFifthsOfTheLevel() {
    Comparison found =
        primary(Levels.contender("a", Levels.level(10)), with("b", Levels.timesExp(0.1, SLEEP)));
    assertThat(found.adjustedP()).isCloseTo(0.002833 / 0.8, within(1e-5));
    assertThat(found.level()).isCloseTo(0.04, within(1e-9));
  }

  @Test
  void candidatesShareTheLevelOfTheDeclaredMetric() {
    Judgement judgement =
        judge.judge(
            Levels.contender("a", Levels.level(3)),
            List.of(
                Levels.contender("b", Levels.timesExp(0.1, 1, -1, 0.5)),
                Levels.contender("c", Levels.timesExp(0.1, -1, 0.5, 1))));
    assertThat(judgement.candidates()).containsExactly("b", "c");
    assertThat(judgement.primary("b").orElseThrow().level()).isCloseTo(0.02, within(1e-9));
    assertThat(judgement.primary("c").orElseThrow().level()).isCloseTo(0.02, within(1e-9));
    assertThat(judgement.primary("d")).isEmpty();
  }

  @Test
  void anIntervalThatLeavesOutOneIsUndecidedWhenTheFamilyDoesNotAllowMore() {
    Judgement judgement =
        judge.judge(
            Levels.contender("a", Levels.level(4)),
            List.of(Levels.contender("b", Levels.timesExp(0.05, 2, 3, 4, 6))));
    Comparison mean = of(judgement, null, "mean");
    assertThat(mean.low()).isGreaterThan(1);
    assertThat(mean.pValue()).isBetween(0.02, 0.03);
    assertThat(judgement.primary("b").orElseThrow().verdict()).isEqualTo(Verdict.SLOWER);
    // The declared metric was claimed and passed its level on: the others got 0.05 / 4 each.
    assertThat(mean.level()).isCloseTo(0.05 / 4, within(1e-9));
    assertThat(mean.verdict()).isEqualTo(Verdict.UNDECIDED);
  }

  @Test
  void forksThatAgreeToTheMicrosecondAreNoMorePreciseThanWhatIsRecorded() {
    Comparison found = primary(Levels.contender("a", 1000, 1000), with("b", 1100, 1100));
    // A step of a microsecond, evenly spread, in either variant: 0.0404% in all.
    assertThat(found.spread()).isCloseTo(0.000404, within(1e-6));
    assertThat(found.low()).isGreaterThan(1.09).isLessThan(1.1);
    assertThat(found.verdict()).isEqualTo(Verdict.SLOWER);
  }

  @Test
  void equalForksAreTheSame() {
    Judgement judgement =
        judge.judge(Levels.contender("a", 1000, 9000, 400), List.of(with("b", 1000, 9000, 400)));
    assertThat(judgement.comparisons())
        .isNotEmpty()
        .allSatisfy(
            found -> {
              assertThat(found.ratio()).isEqualTo(1);
              assertThat(found.pValue()).isEqualTo(1);
              assertThat(found.verdict()).isEqualTo(Verdict.SAME);
            });
  }

  @Test
  void oneForkIsNotEnoughForAVerdict() {
    assertThat(judge.judge(Levels.contender("a", 1000), List.of(with("b", 500))).comparisons())
        .isEmpty();
  }

  @Test
  void fewRoundsAreNotEnoughForAVerdict() {
    Sample five = without(Levels.sample(1000, 1000), 5);
    Contender a = new Contender("a", five, Map.of());
    assertThat(judge.judge(a, List.of(with("b", 500, 500))).comparisons()).isEmpty();
  }

  @Test
  void aPercentileThatTheSampleCannotCarryIsRefusedWithWhatItWouldTake() {
    Judgement judgement =
        judge.judge(Levels.contender("a", 1000, 1000), List.of(with("b", 500, 500)));
    assertThat(judgement.comparisons())
        .extracting(found -> found.metric().name())
        .containsExactly("p50", "p90", "mean", "throughput");
    assertThat(judgement.notClaimed())
        .containsExactly(
            new NotClaimed("b", null, Metric.named("p95").orElseThrow(), 120, 200),
            new NotClaimed("b", null, Metric.named("p99").orElseThrow(), 120, 1_000),
            new NotClaimed("b", null, Metric.named("p99.9").orElseThrow(), 120, 10_000));
  }

  @Test
  void roundsOfWhichOnlyOneHalfWasMeasuredAreLeftOut() {
    Contender b = new Contender("b", without(Levels.sample(500, 510, 505), 8), Map.of());
    assertThat(primary(Levels.contender("a", 1000, 1000, 1000), b).rounds()).isEqualTo(8);
  }

  @Test
  void endpointsAreComparedWhereThereAreSeveral() {
    Contender a = endpoints("a", 1000, 2000);
    Contender b = endpoints("b", 500, 2000);
    Judgement judgement = judge.judge(a, List.of(b));
    assertThat(of(judgement, "cheap", "p50").ratio()).isCloseTo(0.5, within(0.01));
    assertThat(of(judgement, "dear", "p50").ratio()).isCloseTo(1, within(0.01));
    assertThat(judgement.comparisons().get(0).endpoint()).isNull();
  }

  @Test
  void theOnlyEndpointIsNotComparedTwice() {
    Sample all = Levels.sample(1000, 1000);
    Contender a = new Contender("a", all, Map.of("only", all));
    Contender b = new Contender("b", all, Map.of("only", all));
    assertThat(judge.judge(a, List.of(b)).comparisons())
        .allMatch(found -> found.endpoint() == null);
  }

  @Test
  void moreRequestsASecondIsFaster() {
    Contender a = new Contender("a", seconds(1.0, 1.01, 0.99, 1.0), Map.of());
    Contender b = new Contender("b", seconds(0.5, 0.5, 0.49, 0.51), Map.of());
    Judge throughput = new Judge(Metric.named("throughput").orElseThrow(), MARGIN, Looks.once());
    Comparison found = throughput.judge(a, List.of(b)).primary("b").orElseThrow();
    assertThat(found.ratio()).isCloseTo(2, within(0.02));
    assertThat(found.verdict()).isEqualTo(Verdict.FASTER);
  }

  @Test
  void precisionIsReachedWhenEveryCandidatesIntervalIsNarrowEnough() {
    Contender a = Levels.contender("a", Levels.level(5));
    Contender narrow = with("b", Levels.timesExp(0.01, 1, -1, 0.5, -0.5, 0));
    Contender wide = with("c", Levels.timesExp(0.05, 1, -1, 0.5, -0.5, 0));
    assertThat(judge.judge(a, List.of(narrow)).preciseTo(0.03)).isTrue();
    assertThat(judge.judge(a, List.of(narrow)).preciseTo(0.005)).isFalse();
    assertThat(judge.judge(a, List.of(narrow, wide)).preciseTo(0.03)).isFalse();
    assertThat(judge.judge(Levels.contender("a", 1), List.of(with("b", 1))).preciseTo(1)).isFalse();
  }

  @Test
  void anIntervalAtALookIsWiderThanOneOfAnOnlyLook() {
    Contender a = Levels.contender("a", Levels.level(4));
    Contender b = with("b", Levels.timesExp(0.02, 1, 2, 3, 4));
    Comparison once = primary(a, b);
    Comparison look =
        new Judge(Metric.PRIMARY, MARGIN, Looks.afterEachFork(3, 8))
            .judge(a, List.of(b))
            .primary("b")
            .orElseThrow();
    assertThat(look.low()).isLessThan(once.low());
    assertThat(look.high()).isGreaterThan(once.high());
    assertThat(look.pValue()).isEqualTo(once.pValue());
    assertThat(look.adjustedP()).isGreaterThan(once.adjustedP());
    assertThat(look.level()).isLessThan(once.level());
  }

  @Property(tries = 200)
  void aScaleThatIsCommonToBothChangesNothing(
      @ForAll @Size(min = 2, max = 6) List<@DoubleRange(min = -0.3, max = 0.3) Double> logs,
      @ForAll @DoubleRange(min = 0.5, max = 100) double scale) {
    double[] a = Levels.level(logs.size());
    double[] b = Levels.timesExp(1, logs.stream().mapToDouble(Double::doubleValue).toArray());
    Comparison found = primary(Levels.contender("a", a), with("b", b));
    Comparison scaled = primary(Levels.contender("a", times(a, scale)), with("b", times(b, scale)));
    assertThat(scaled.ratio()).isCloseTo(found.ratio(), within(1e-5));
    assertThat(Math.log(scaled.low())).isCloseTo(Math.log(found.low()), within(1e-3));
    assertThat(Math.log(scaled.high())).isCloseTo(Math.log(found.high()), within(1e-3));
  }

  @Property(tries = 200)
  void swappingBaselineAndCandidateInvertsTheRatioAndMirrorsTheVerdict(
      @ForAll @IntRange(min = 2, max = 6) int forks,
      @ForAll @DoubleRange(min = -0.3, max = 0.3) double log,
      @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] noise = random.doubles(forks, -0.03, 0.03).toArray();
    double[] a = Levels.timesExp(1, noise);
    double[] b =
        times(Levels.timesExp(1, random.doubles(forks, -0.03, 0.03).toArray()), Math.exp(log));
    Comparison there = primary(Levels.contender("a", a), with("b", b));
    Comparison back = primary(Levels.contender("a", b), with("b", a));
    assertThat(back.ratio()).isCloseTo(1 / there.ratio(), within(1e-9));
    assertThat(back.low()).isCloseTo(1 / there.high(), within(1e-6 / there.high()));
    assertThat(back.verdict()).isEqualTo(mirrored(there.verdict()));
  }

  private static Verdict mirrored(Verdict verdict) {
    return switch (verdict) {
      case FASTER -> Verdict.SLOWER;
      case SLOWER -> Verdict.FASTER;
      case SAME, UNDECIDED -> verdict;
    };
  }

  private Comparison primary(Contender baseline, Contender candidate) {
    return judge.judge(baseline, List.of(candidate)).primary(candidate.name()).orElseThrow();
  }

  private static Comparison of(Judgement judgement, String endpoint, String metric) {
    return judgement.comparisons().stream()
        .filter(found -> Objects.equals(found.endpoint(), endpoint))
        .filter(found -> found.metric().name().equals(metric))
        .findFirst()
        .orElseThrow();
  }

  private static Contender with(String name, double... micros) {
    return Levels.contender(name, micros);
  }

  private static double[] times(double[] values, double factor) {
    return Arrays.stream(values).map(value -> value * factor).toArray();
  }

  private static Sample without(Sample sample, int run) {
    List<Run> runs = new ArrayList<>(sample.runs());
    runs.remove(run);
    return new Sample(runs);
  }

  /** One fork a figure: seconds that each of its slices took for the same requests. */
  private static Sample seconds(double... seconds) {
    List<Run> runs = new ArrayList<>();
    for (int fork = 0; fork < seconds.length; fork++) {
      for (int round = 1; round <= 3; round++) {
        runs.add(new Run(fork + 1, round, seconds[fork], new long[] {1_000}, new long[] {1_000}));
      }
    }
    return new Sample(runs);
  }

  private static Contender endpoints(String name, double cheap, double dear) {
    Map<String, Sample> endpoints = new LinkedHashMap<>();
    endpoints.put("cheap", Levels.sample(cheap, cheap, cheap));
    endpoints.put("dear", Levels.sample(dear, dear, dear));
    return new Contender(name, Levels.sample(cheap, cheap, cheap), endpoints);
  }
}
