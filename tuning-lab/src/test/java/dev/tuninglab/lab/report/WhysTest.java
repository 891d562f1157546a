package dev.tuninglab.lab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tuninglab.lab.measure.Bulk;
import dev.tuninglab.lab.measure.Recording;
import dev.tuninglab.lab.measure.SomeRun;
import dev.tuninglab.lab.why.Cause;
import dev.tuninglab.lab.why.Diagnosis;
import dev.tuninglab.lab.why.Explanation;
import dev.tuninglab.lab.why.Inside;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WhysTest {
  @Test
  void aShownDifferenceIsSharedOutAgainstTheMeansOfTheTimedSlices() {
    Result result = result(SomeRun.of(8_000, 4_000, 5, 12, 7), both());
    assertThat(result.primary("pool=hikari").verdict()).isEqualTo("faster");
    Explanation why = result.why().explanations().get(0);
    Recording recording = SomeRun.of(8_000, 4_000, 5, 12, 7).recording();
    double difference =
        Bulk.mean(recording.fromScheduled("pool=hikari"))
            - Bulk.mean(recording.fromScheduled("pool=none"));
    assertThat(why.differenceMicros()).isCloseTo(difference, within(1.0));
    Cause database =
        why.causes().stream().filter(c -> c.name().equals("dbMicros")).findFirst().orElseThrow();
    assertThat(database.share()).isCloseTo(-1_000 / difference, within(0.01));
    assertThat(why.sentences()).isNotEmpty();
  }

  @Test
  void whatWasNotShownIsNotExplained() {
    Result result = result(SomeRun.of(8_000, 8_000, 5, 12, 7), both());
    Explanation why = result.why().explanations().get(0);
    assertThat(why.causes()).isEmpty();
    assertThat(why.leftOver()).isNull();
    assertThat(why.sentences().get(0)).startsWith("No difference was shown");
  }

  @Test
  void aVariantThatNobodyLookedIntoIsNotExplained() {
    Diagnosis half = new Diagnosis(List.of(inside("pool=none", 8_000, 1_500)), List.of());
    assertThat(result(SomeRun.of(8_000, 4_000, 5, 12, 7), half).why().explanations()).isEmpty();
  }

  @Test
  void whereNobodyLookedThereIsNoWhy() {
    assertThat(result(SomeRun.of(8_000, 4_000, 5, 12, 7), Diagnosis.NONE).why()).isNull();
  }

  @Test
  void countersStandBesideWhatWasMeasured() {
    Result result = result(SomeRun.of(8_000, 4_000, 5, 12, 7), both());
    assertThat(result.variants().get(0).perRequest())
        .containsEntry("dbMicros", 1_500.0)
        .containsKey("responseBytes");
  }

  private static Diagnosis both() {
    return new Diagnosis(
        List.of(inside("pool=none", 8_000, 1_500), inside("pool=hikari", 4_000, 500)), List.of());
  }

  private static Inside inside(String variant, double mean, double database) {
    return new Inside(
        variant,
        20,
        100,
        mean,
        Map.of("dbMicros", database),
        List.of(),
        List.of(),
        Map.of("jvm", "not a JVM"),
        null);
  }

  private static Result result(SomeRun run, Diagnosis diagnosis) {
    return Results.of(run.experiment(), run.recording(), run.sitting(), diagnosis);
  }
}
