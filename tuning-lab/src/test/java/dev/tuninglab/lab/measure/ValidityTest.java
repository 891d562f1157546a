package dev.tuninglab.lab.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuninglab.gatling.EndpointReport;
import dev.tuninglab.gatling.SliceReport;
import dev.tuninglab.lab.analysis.Metric;
import dev.tuninglab.lab.experiment.Design;
import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.experiment.Mode;
import dev.tuninglab.lab.experiment.Network;
import dev.tuninglab.lab.experiment.Rate;
import dev.tuninglab.lab.experiment.Variant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ValidityTest {
  private static final long SECOND = 1_000_000_000;
  private static final Rate HALF = new Rate.Auto(200);
  private static final Rate TRIPLE = new Rate.Times(3);

  @Test
  void failuresAboveOnePercentOfAllRequestsAllowNoVerdict() {
    assertThat(of(HALF, slice(99, 0, 1)).reasons()).isEmpty();
    assertThat(of(HALF, slice(97, 0, 3)).reasons())
        .containsExactly("guard=x failed 3 requests (3.00%): {status:500=3}");
    assertThat(of(HALF, slice(20, 280, 3)).reasons()).as("of all, refused ones too").isEmpty();
  }

  @Test
  void refusalsAllowAVerdictAndAreSaidBesideIt() {
    Validity validity = of(TRIPLE, slice(80, 120, 0));
    assertThat(validity.reasons()).isEmpty();
    assertThat(validity.warnings())
        .containsExactly(
            "guard=x refused 60.0% of its requests: its latencies are those of the admitted ones");
  }

  @Test
  void whoRefusesEverythingCompletedNothing() {
    assertThat(of(TRIPLE, slice(0, 200, 0)).reasons())
        .containsExactly("guard=x completed no request: {refused=200}");
  }

  @Test
  void usersThatAllWaitAreAWarningThatFitsTheLoad() {
    String waited = "7 requests to guard=x found every user of the generator busy: ";
    assertThat(of(HALF, slice(100, 0, 0, 7, 2 * SECOND)).warnings())
        .containsExactly(
            waited + "the rate is past what this variant sustains; give a lower --rate");
    assertThat(of(TRIPLE, slice(100, 0, 0, 7, 2 * SECOND)).warnings())
        .containsExactly(waited + "the rate is past what this variant sustains, as 3x asks for");
  }

  @Test
  void anOverloadThatIsNoneIsSaid() {
    assertThat(of(TRIPLE, slice(200, 0, 0)).warnings())
        .containsExactly(
            "guard=x kept up with 3x of what was sustained in the warm-up,"
                + " so it was not past saturation; give a higher --rate");
    assertThat(of(TRIPLE, slice(200, 0, 0, 0, 3 * SECOND)).warnings()).as("took longer").isEmpty();
    assertThat(of(HALF, slice(200, 0, 0)).warnings()).as("asked to keep up").isEmpty();
  }

  private static Validity of(Rate rate, Slice slice) {
    Design.Wishes wishes =
        new Design.Wishes(
            Duration.ofSeconds(60),
            OptionalInt.empty(),
            OptionalInt.empty(),
            new Mode.Latency(rate, Mode.Spread.CONSTANT),
            Metric.PRIMARY,
            Optional.empty(),
            OptionalLong.of(1));
    Experiment experiment =
        new Experiment(
            "guard",
            List.of("compare"),
            "sample API",
            List.of(new Variant("guard=x", Map.of("guard", "x"))),
            "overload",
            Design.plan(wishes, 2),
            "small",
            Network.LOOPBACK);
    Recording recording = new Recording(200, List.of(slice));
    return Validity.of(experiment, recording, recording, 2);
  }

  /** 200 requests a second are offered for a second. */
  private static Slice slice(int completed, int refused, int failed) {
    return slice(completed, refused, failed, 0, SECOND);
  }

  private static Slice slice(int completed, int refused, int failed, int waited, long nanos) {
    EndpointReport endpoint =
        new EndpointReport(
            completed + refused + failed,
            completed,
            refused,
            failed == 0 ? Map.of() : Map.of("status:500", (long) failed),
            0,
            times(20_000, completed),
            times(20_000, completed),
            times(1_000, refused),
            times(20_000, failed),
            0);
    SliceReport report =
        new SliceReport(
            "f1r1", 0, nanos, Map.of("get", endpoint), times(9, 9), times(9, 9), waited, 0, 0);
    return new Slice(1, 1, Slice.Phase.MEASURED, "guard=x", report);
  }

  private static Histogram times(long micros, int count) {
    Histogram histogram = new Histogram(Slice.HIGHEST_MICROS, 3);
    histogram.recordValueWithCount(micros, count);
    return histogram;
  }
}
