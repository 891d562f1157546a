package dev.tuninglab.lab.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tuninglab.lab.analysis.capacity.Step;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StepsTest {
  @Test
  void aRateIsHeldWhereTheSlaIsKept() {
    Recording recording =
        new Recording(
            0,
            List.of(
                SomeSearch.tried(1, 1, "a", 100, 49_000, null),
                SomeSearch.tried(1, 2, "a", 110, 51_000, null),
                SomeSearch.tried(1, 1, "b", 100, 51_000, null)));
    assertThat(Steps.of(recording, "a", SomeSearch.SLA))
        .containsExactly(new Step(1, 100, true, false), new Step(1, 110, false, false));
  }

  @Test
  void aFailureWhileTheMachineStoodStillDoesNotCountUpToThreeTimes() {
    List<Slice> slices =
        IntStream.rangeClosed(1, 5)
            .mapToObj(round -> SomeSearch.triedInVain(1, round, "a", 100))
            .toList();
    assertThat(Steps.of(new Recording(0, slices), "a", SomeSearch.SLA)).hasSize(2);
    assertThat(
            Steps.of(
                new Recording(
                    0,
                    Stream.concat(
                            slices.stream().limit(3),
                            Stream.of(SomeSearch.triedInVain(2, 1, "a", 100)))
                        .toList()),
                "a",
                SomeSearch.SLA))
        .as("counted by fork")
        .isEmpty();
  }

  @Test
  void usersBackToBackAreNoSteps() {
    Recording recording = SomeSearch.of(Map.of("a", 400.0), 1, List.of(1, 2, 4, 8));
    assertThat(Steps.of(recording, "a", SomeSearch.SLA))
        .hasSize((int) recording.measured().count() - 4);
  }

  @Test
  void aTryIsClearWhereHalfWasToSpareOrTheServiceFellBehind() {
    Recording recording =
        new Recording(
            0,
            List.of(
                SomeSearch.tried(1, 1, "a", 100, 24_000, null),
                SomeSearch.tried(1, 2, "a", 100, 26_000, null),
                SomeSearch.tried(1, 3, "a", 100, 60_000, null),
                SomeSearch.triedForLong(1, 4, "a", 100, 60_000)));
    assertThat(Steps.of(recording, "a", SomeSearch.SLA))
        .extracting(Step::held, Step::clear)
        .containsExactly(
            tuple(true, true), tuple(true, false), tuple(false, false), tuple(false, true));
  }
}
