package dev.tuninglab.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuninglab.lab.Golden;
import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.experiment.Gates;
import dev.tuninglab.lab.measure.CalibrationNote;
import dev.tuninglab.lab.measure.Recording;
import dev.tuninglab.lab.measure.Sitting;
import dev.tuninglab.lab.measure.SomeRun;
import dev.tuninglab.lab.measure.SomeSearch;
import dev.tuninglab.lab.why.Diagnosis;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CapacityReportsTest {
  private static final List<Integer> USERS = List.of(1, 2, 4, 8, 16);

  @Test
  void theTerminalSaysHowFarEachGoesAndHowTheyCompare() {
    String text = TerminalReport.render(two());
    Golden.check("terminal-capacity.txt", text);
    assertThat(text.lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void markdownHasATableOfCapacities() {
    Golden.check("report-capacity.md", MarkdownReport.render(two()));
  }

  @Test
  void thePageHasEveryTryAndTheLaw() {
    Recording recording = recording(120, 400);
    Result result = result(recording, Gates.NONE, "pool=none", "pool=hikari");
    String page = HtmlReport.render(new Report(result, recording, Map.of()));
    assertThat(page)
        .contains("data-chart=\"reach\"", "data-chart=\"laws\"", "Every rate that was tried")
        .contains("\"limitMicros\":50000.0", "machines for 10k/s")
        .doesNotContain("data-chart=\"null\"");
  }

  @Test
  void aCapacityLiesBetweenWhatHeldAndWhatFailed() {
    CapacityResult.HeldResult held = two().answer().capacity().variants().get(1);
    assertThat(held.outcome()).isEqualTo("found");
    assertThat(held.perSecond()).isBetween(385.0, 415.0);
    assertThat(held.low()).isLessThan(held.perSecond());
    assertThat(held.forks()).hasSize(3).allMatch(CapacityResult.BracketResult::found);
    assertThat(held.forks()).allMatch(fork -> fork.held() < 416 && fork.failed() > 391);
    assertThat(held.machines().get(0).machines()).isEqualTo(1);
    assertThat(held.machines().get(1).machines()).isEqualTo((long) Math.ceil(10_000 / held.low()));
  }

  @Test
  void latenciesAreThoseAtTheHighestRateThatHeldAndNotBeyond() {
    Result.VariantResult none = two().variants().get(0);
    assertThat(none.latencyMicros().get("max")).isBetween(1_999.0, 2_002.0);
    assertThat(none.ratePerSecond()).isBetween(110.0, 125.0);
    assertThat(two().valid()).isTrue();
  }

  @Test
  void whatHoldsTheMostThatIsOfferedHoldsAtLeastThat() {
    CapacityResult.HeldResult held = one(9_000).answer().capacity().variants().get(0);
    assertThat(held.outcome()).isEqualTo("atLeast");
    assertThat(held.perSecond()).isEqualTo(5_000);
    assertThat(held.low()).isNull();
    assertThat(TerminalReport.render(one(9_000)).replaceAll("\\s+", " "))
        .contains("at 5000/s, the most that is offered: its capacity is at least that");
  }

  @Test
  void whatHoldsNothingIsSaidToHoldNothing() {
    Result result = one(0.1);
    CapacityResult.HeldResult held = result.answer().capacity().variants().get(0);
    assertThat(held.outcome()).isEqualTo("none");
    assertThat(held.perSecond()).isNull();
    assertThat(TerminalReport.render(result)).contains("does not keep p99<50ms,errors<0.1% at any");
  }

  @Test
  void aSearchThatWasCutOffIsUnknownAndSaysWhatToDo() {
    Recording whole = recording(120, 400);
    Recording cut = new Recording(0, whole.slices().subList(0, 4));
    CapacityResult.HeldResult held =
        result(cut, Gates.NONE, "pool=none").answer().capacity().variants().get(0);
    assertThat(held.outcome()).isEqualTo("unknown");
    assertThat(held.why())
        .isEqualTo(
            "the search came to its end in 0 of 1 forks, it takes 2; give a larger --budget");
  }

  @Test
  void gatesOfCapacityAreHeldToTheInterval() {
    Gates gates =
        Gates.parse(
            List.of("capacity>300/s", "capacity>100/s", "capacity ratio>3", "capacity ratio<2"),
            Gates.Undecided.FAIL);
    List<Result.GateResult> found =
        result(recording(120, 400), gates, "pool=none", "pool=hikari").gates();
    assertThat(found)
        .extracting(Result.GateResult::outcome)
        .containsExactly("failed", "held", "held", "held", "held", "failed");
    Result atLeast =
        result(
            SomeSearch.of(Map.of("pool=none", 9_000.0), 3, List.of()),
            Gates.parse(List.of("capacity>=5000/s", "capacity>6000/s"), Gates.Undecided.FAIL),
            "pool=none");
    assertThat(atLeast.gates())
        .extracting(Result.GateResult::outcome)
        .containsExactly("held", "undecided");
  }

  private static Result two() {
    return result(recording(120, 400), Gates.NONE, "pool=none", "pool=hikari");
  }

  private static Result one(double capacity) {
    Recording recording = SomeSearch.of(Map.of("pool=none", capacity), 3, List.of());
    return result(recording, Gates.NONE, "pool=none");
  }

  private static Recording recording(double none, double hikari) {
    Map<String, Double> capacities = new LinkedHashMap<>();
    capacities.put("pool=none", none);
    capacities.put("pool=hikari", hikari);
    return SomeSearch.of(capacities, 3, USERS);
  }

  private static Result result(Recording recording, Gates gates, String... variants) {
    Experiment experiment = SomeSearch.experiment(List.of(variants), USERS, gates);
    Sitting sitting =
        Sitting.begun(Instant.parse("2026-11-24T10:00:00Z"), SomeRun.MACHINE, CalibrationNote.NONE)
            .ended(150.5, 0, List.of(), List.of());
    return Results.of(experiment, recording, sitting, Diagnosis.NONE);
  }
}
