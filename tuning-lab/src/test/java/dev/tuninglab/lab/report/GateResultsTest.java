package dev.tuninglab.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuninglab.lab.analysis.Comparison;
import dev.tuninglab.lab.analysis.Judgement;
import dev.tuninglab.lab.analysis.Metric;
import dev.tuninglab.lab.analysis.Verdict;
import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.experiment.Gates;
import dev.tuninglab.lab.measure.Recording;
import dev.tuninglab.lab.measure.SomeRun;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GateResultsTest {
  /** Medians of about 4.3 and 1.3 ms; 12 of 2,688 requests failed and 36 were refused. */
  private static final SomeRun RUN = SomeRun.of(4_000, 1_200, 3, 4, 42);

  private static final Experiment EXPERIMENT = RUN.experiment();
  private static final Recording RECORDING = RUN.recording();
  private static final Judgement JUDGEMENT = Results.judge(EXPERIMENT, RECORDING);

  @Test
  void anAbsoluteGateIsOneForEveryVariant() {
    List<Result.GateResult> found = judge("p50<2ms");
    assertThat(found)
        .extracting(Result.GateResult::variant)
        .containsExactly("pool=none", "pool=hikari");
    assertThat(found).extracting(Result.GateResult::outcome).containsExactly("failed", "held");
    Result.GateResult held = found.get(1);
    assertThat(held.value()).matches("1\\.[23]\\dms");
    assertThat(held.interval().unit()).isEqualTo("us");
    assertThat(held.interval().low()).isBetween(1_100.0, 1_300.0);
    assertThat(held.interval().high()).isBetween(1_250.0, 1_600.0);
    assertThat(held.held()).isTrue();
    assertThat(held.passed()).isTrue();
    assertThat(found.get(0).passed()).isFalse();
  }

  @Test
  void aRatioGateIsOneForEveryCandidateWithTheIntervalOfItsComparison() {
    List<Result.GateResult> found = judge("p50 ratio<0.5");
    assertThat(found).extracting(Result.GateResult::variant).containsExactly("pool=hikari");
    assertThat(found.get(0).outcome()).isEqualTo("held");
    double high = JUDGEMENT.primary("pool=hikari").orElseThrow().high();
    assertThat(found.get(0).interval().high()).isEqualTo(Results.rounded(high));
    assertThat(only("p50 ratio>0.5")).isEqualTo("failed");
    assertThat(only("p50 ratio<0.3")).isEqualTo("undecided");
    assertThat(only("throughput ratio>0.9")).isEqualTo("held");
  }

  @Test
  void aGateOfEachTakesTheComparisonOfEveryKindOfRequest() {
    List<Result.GateResult> found = judge("p50 ratio of each<0.5");
    assertThat(found)
        .extracting(Result.GateResult::endpoint)
        .containsExactly("order by id", "page");
    assertThat(found).extracting(Result.GateResult::outcome).containsOnly("held");
  }

  @Test
  void aGateOfEachIsOneForEveryKindOfRequest() {
    Comparison list = comparison("list", 1.08, 1.09);
    Comparison order = comparison("order", 0.98, 1.0);
    Judgement judgement =
        new Judgement(
            List.of("pool=hikari"),
            Metric.PRIMARY,
            List.of(comparison(null, 0.9, 1.1), list, order),
            List.of());
    Experiment experiment =
        EXPERIMENT.with(Gates.parse(List.of("p50 ratio of each<1.05"), Gates.Undecided.FAIL));
    List<Result.GateResult> found = GateResults.of(experiment, RECORDING, judgement, null, true);
    assertThat(found).extracting(Result.GateResult::endpoint).containsExactly("list", "order");
    assertThat(found).extracting(Result.GateResult::outcome).containsExactly("failed", "held");
    assertThat(GateText.line(found.get(0)))
        .isEqualTo("p50 ratio of each<1.05 of pool=hikari, list: 1.08x (1.08x to 1.09x)");
  }

  private static Comparison comparison(String endpoint, double low, double high) {
    return new Comparison(
        "pool=hikari",
        endpoint,
        Metric.PRIMARY,
        low,
        low,
        high,
        0.95,
        Verdict.UNDECIDED,
        1,
        1,
        0.05,
        12,
        3,
        0.01,
        0.05);
  }

  @Test
  void whatTheSampleDoesNotCarryIsUndecidedAndSaysWhatItTakes() {
    for (Result.GateResult found : judge("p99.9<1s", "p99.9 ratio<9")) {
      assertThat(found.outcome()).isEqualTo("undecided");
      assertThat(found.why()).isEqualTo("2640 requests, it takes 10000");
      assertThat(found.value()).isNull();
      assertThat(found.interval()).isNull();
      assertThat(found.held()).isFalse();
    }
  }

  @Test
  void sharesAreJudgedByTheirIntervals() {
    assertThat(judge("errors<1%", "errors<0.5%", "errors<0.1%", "refused<5%", "refused>5%"))
        .filteredOn(found -> found.variant().equals("pool=none"))
        .extracting(Result.GateResult::outcome)
        .containsExactly("held", "undecided", "failed", "held", "failed");
    Result.GateResult found = judge("refused<5%").get(0);
    assertThat(found.value()).isEqualTo("1.3%");
    assertThat(found.interval().unit()).isEqualTo("share");
    assertThat(found.interval().low()).isBetween(0.008, 0.0134);
  }

  @Test
  void theUndecidedPassOnlyWhereThatWasAskedFor() {
    Gates pass = Gates.parse(List.of("p99.9<1s", "p50<1us"), Gates.Undecided.PASS);
    List<Result.GateResult> found = judge(EXPERIMENT.with(pass), RECORDING, true);
    assertThat(found)
        .extracting(Result.GateResult::passed)
        .containsExactly(true, true, false, false);
    assertThat(found).noneMatch(Result.GateResult::held);
    assertThat(judge("p99.9<1s")).noneMatch(Result.GateResult::passed);
  }

  @Test
  void oneForkDecidesNothing() {
    SomeRun one = SomeRun.of(4_000, 1_200, 2, 3, 42).first(8);
    Gates gates = Gates.parse(List.of("p50<1s", "errors<5%", "p50 ratio<9"), Gates.Undecided.FAIL);
    assertThat(judge(one.experiment().with(gates), one.recording(), true))
        .extracting(Result.GateResult::why)
        .containsExactly(
            "too few forks: it takes at least 2",
            "too few forks: it takes at least 2",
            "too few forks: it takes at least 2",
            "too few forks: it takes at least 2",
            "too few rounds: it takes 6 in 2 forks");
  }

  @Test
  void anInvalidMeasurementDecidesNothing() {
    Gates gates = Gates.parse(List.of("p50<1s", "p50 ratio<9"), Gates.Undecided.FAIL);
    assertThat(judge(EXPERIMENT.with(gates), RECORDING, false))
        .hasSize(3)
        .allSatisfy(
            found -> {
              assertThat(found.outcome()).isEqualTo("undecided");
              assertThat(found.why()).isEqualTo("the measurement is invalid");
              assertThat(found.passed()).isFalse();
            });
  }

  @Property(tries = 40)
  void aStricterLimitNeverTurnsAFailedGateIntoOneThatHolds(
      @ForAll @IntRange(min = 500, max = 8_000) int micros,
      @ForAll @IntRange(max = 499) int stricterBy) {
    List<Result.GateResult> found = judge("p50<" + micros + "us");
    List<Result.GateResult> stricter = judge("p50<" + (micros - stricterBy) + "us");
    for (int i = 0; i < found.size(); i++) {
      if (!found.get(i).held()) {
        assertThat(stricter.get(i).held()).isFalse();
      }
      if (found.get(i).outcome().equals("failed")) {
        assertThat(stricter.get(i).outcome()).isEqualTo("failed");
      }
    }
  }

  @Property(tries = 40)
  void aGateAndItsOppositeAreNeverBothHeld(@ForAll @IntRange(min = 1, max = 2_000) int thousandth) {
    String limit = String.format(Locale.ROOT, "%.3f", thousandth / 1_000.0);
    String below = only("p90 ratio<" + limit);
    String above = only("p90 ratio>=" + limit);
    assertThat(above)
        .isEqualTo(
            switch (below) {
              case "held" -> "failed";
              case "failed" -> "held";
              default -> "undecided";
            });
  }

  private static String only(String rule) {
    List<Result.GateResult> found = judge(rule);
    assertThat(found).hasSize(1);
    return found.get(0).outcome();
  }

  private static List<Result.GateResult> judge(String... rules) {
    Gates gates = Gates.parse(List.of(rules), Gates.Undecided.FAIL);
    return judge(EXPERIMENT.with(gates), RECORDING, true);
  }

  private static List<Result.GateResult> judge(
      Experiment experiment, Recording recording, boolean valid) {
    Judgement judgement = recording == RECORDING ? JUDGEMENT : Results.judge(experiment, recording);
    return GateResults.of(experiment, recording, judgement, null, valid);
  }
}
