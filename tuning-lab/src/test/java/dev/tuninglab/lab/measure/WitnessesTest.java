package dev.tuninglab.lab.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuninglab.gatling.EndpointReport;
import dev.tuninglab.gatling.SliceReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** What the generator, the machine and the failures say against a verdict, and from where on. */
class WitnessesTest {
  private static final long SECOND = 1_000_000_000;
  private static final Stalls STILL = new Stalls(70, 900, 0, 3);

  private final List<Slice> slices = new ArrayList<>();
  private final List<String> reasons = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  @Test
  void aGeneratorThatTakesHalfOfTheMachineIsSaidAndOneThatTakesMostIsNotBelieved() {
    slices.add(slice("a", 1_000, 0, SECOND, 0, STILL));
    slices.add(slice("b", 1_000, 0, 12 * SECOND / 10, 0, STILL));
    slices.add(slice("c", 1_000, 0, 17 * SECOND / 10, 0, STILL));
    for (String variant : List.of("a", "b", "c")) {
      GeneratorUse.check(recording(), variant, 2, reasons, warnings);
    }
    String rest = ": what was measured is what it left; give a lower load, or a larger machine";
    assertThat(warnings)
        .containsExactly("the generator took 60% of the 2 cores while it loaded b" + rest);
    assertThat(reasons)
        .containsExactly("the generator took 85% of the 2 cores while it loaded c" + rest);
    assertThat(GeneratorUse.of(recording(), "a", 2)).contains(new GeneratorUse(0.5, 0));
  }

  @Test
  void aGeneratorThatCollectsForLongIsSaid() {
    slices.add(slice("a", 1_000, 0, 1, 20, STILL));
    slices.add(slice("b", 1_000, 0, 1, 30, STILL));
    slices.add(slice("c", 1_000, 0, 1, 110, STILL));
    for (String variant : List.of("a", "b", "c")) {
      GeneratorUse.check(recording(), variant, 2, reasons, warnings);
    }
    assertThat(warnings)
        .containsExactly(
            "the generator spent 3.0% of the time in garbage collections while it loaded b");
    assertThat(reasons)
        .containsExactly(
            "the generator spent 11.0% of the time in garbage collections while it loaded c");
  }

  @Test
  void whatNobodyMeasuredIsNotSaid() {
    slices.add(slice("a", 1_000, 0, 0, 0, null));
    slices.add(slice("b", 1_000, 0, 0, 0, STILL));
    slices.add(slice("b", 1_000, 0, 0, 0, null));
    assertThat(GeneratorUse.of(recording(), "a", 2)).isEmpty();
    assertThat(MachineStalls.of(recording(), "a")).isEmpty();
    assertThat(MachineStalls.of(recording(), "b")).as("not all watched").isEmpty();
    MachineStalls.check(recording(), List.of("a", "b"), reasons, warnings);
    assertThat(reasons).isEmpty();
    assertThat(warnings).isEmpty();
  }

  @Test
  void theStallsOfAVariantAreItsSlicesTogether() {
    slices.add(slice("a", 1_000, 0, 1, 0, new Stalls(100, 2_000, 0, -40)));
    slices.add(slice("a", 1_000, 0, 1, 0, new Stalls(80, 60_000, 60_000, 7)));
    slices.add(slice("a", 1_000, 0, 1, 0, new Stalls(9_000, 9_000, 0, 7)));
    assertThat(MachineStalls.of(recording(), "a"))
        .contains(new MachineStalls(100, 60_000, 0.02, 40));
  }

  @Test
  void stallsPastOnePercentAreSaidPastTenPercentThereIsNoVerdict() {
    stalls(10_000, 10_000);
    assertThat(warnings).isEmpty();
    stalls(30_000, 11_000);
    assertThat(warnings)
        .containsExactly(
            "the machine stood still for 50 ms and more at a time, over 3.0% of a, 1.1% of b:"
                + " high percentiles are the machine's own");
    assertThat(reasons).isEmpty();
    stalls(110_000, 90_000);
    assertThat(reasons)
        .containsExactly(
            "the machine stood still for 50 ms and more at a time, over 11.0% of a, 9.0% of b:"
                + " high percentiles are the machine's own");
  }

  @Test
  void stallsThatHitOneVariantAloneLeaveNoVerdict() {
    stalls(0, 60_000);
    assertThat(warnings).isEmpty();
    assertThat(reasons)
        .containsExactly(
            "the machine stood still for 50 ms and more at a time, over 0.0% of a, 6.0% of b:"
                + " the variants were not treated alike");
  }

  @Test
  void aClockThatWasSetIsSaid() {
    slices.add(slice("a", 1_000, 0, 1, 0, new Stalls(1, 1, 0, -49_999)));
    MachineStalls.check(recording(), List.of("a"), reasons, warnings);
    assertThat(warnings).isEmpty();
    slices.add(slice("a", 1_000, 0, 1, 0, new Stalls(1, 1, 0, -50_000)));
    MachineStalls.check(recording(), List.of("a"), reasons, warnings);
    assertThat(warnings)
        .containsExactly(
            "the machine's clock was set by 50 ms, or the machine slept, while it was measured");
  }

  @Test
  void failuresThatChanceExplainsAreNotSaid() {
    uneven(10_000, 6, 10_000, 1);
    assertThat(reasons).isEmpty();
    assertThat(warnings).isEmpty();
  }

  @Test
  void failuresThatChanceDoesNotExplainLeaveNoVerdictWhereTheyMoveAPercentile() {
    uneven(10_000, 40, 10_000, 2);
    uneven(10_000, 2, 10_000, 40);
    String rest = ": failures are in no percentile, so the two are not of the same requests";
    assertThat(reasons)
        .containsExactly(
            "b failed 0.40% of its requests, a 0.02%" + rest,
            "b failed 0.02% of its requests, a 0.40%" + rest);
    assertThat(warnings).isEmpty();
    uneven(1_000_000, 400, 1_000_000, 20);
    assertThat(warnings).containsExactly("b failed 0.04% of its requests, a 0.00%" + rest);
  }

  private void uneven(int allHere, int failedHere, int allThere, int failedThere) {
    slices.clear();
    slices.add(slice("a", allThere - failedThere, failedThere, 1, 0, STILL));
    slices.add(slice("b", allHere - failedHere, failedHere, 1, 0, STILL));
    UnevenErrors.check(recording(), "a", "b", reasons, warnings);
  }

  private void stalls(long ofA, long ofB) {
    slices.clear();
    warnings.clear();
    slices.add(slice("a", 1_000, 0, 1, 0, new Stalls(70, 90_000, ofA, 0)));
    slices.add(slice("b", 1_000, 0, 1, 0, new Stalls(70, 90_000, ofB, 0)));
    MachineStalls.check(recording(), List.of("a", "b"), reasons, warnings);
  }

  private Recording recording() {
    return new Recording(200, slices);
  }

  private static Slice slice(
      String variant, long completed, long failed, long cpuNanos, long gcMillis, Stalls stalls) {
    Histogram none = new Histogram(Slice.HIGHEST_MICROS, 3);
    Map<String, Long> kinds = failed == 0 ? Map.of() : Map.of("status:500", failed);
    EndpointReport endpoint =
        new EndpointReport(completed + failed, completed, 0, kinds, 0, none, none, none, none, 0);
    SliceReport report =
        new SliceReport(
            "f1r1", 0, SECOND, Map.of("get", endpoint), none, none, 0, cpuNanos, gcMillis);
    return new Slice(1, 1, Slice.Phase.MEASURED, variant, report, stalls);
  }
}
