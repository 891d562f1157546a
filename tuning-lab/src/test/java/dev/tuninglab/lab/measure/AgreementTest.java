package dev.tuninglab.lab.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuninglab.gatling.EndpointReport;
import dev.tuninglab.gatling.SliceReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class AgreementTest {
  private static final String PLAIN = "pool=none";

  private final List<Slice> slices = new ArrayList<>();
  private final List<SubjectCount> counts = new ArrayList<>();

  @Test
  void aSubjectThatCountedWhatWasAnsweredIsBelieved() {
    measured(1, 300, 0, Map.of(), 0);
    measured(1, 300, 0, Map.of(), 0);
    counts.add(new SubjectCount(1, PLAIN, 812, 1_412));
    assertThat(trouble()).isNull();
  }

  @Test
  void aRequestTooManyOrTooFewIsSaidWithBothNumbers() {
    measured(2, 600, 0, Map.of(), 0);
    counts.add(new SubjectCount(2, PLAIN, 812, 1_411));
    assertThat(trouble())
        .isEqualTo(
            "pool=none counted 599 requests in fork 2, where the generator sent it 600: the two"
                + " did not see the same load (what others ask it belongs under metrics.except)");
    counts.set(0, new SubjectCount(2, PLAIN, 812, 1_413));
    assertThat(trouble()).startsWith("pool=none counted 601 requests in fork 2, where");
  }

  @Test
  void whatMayOrMayNotHaveBeenCountedIsALatitude() {
    measured(
        1,
        600,
        50,
        Map.of("status:500", 1L, "timeout", 2L, "closed", 3L, "connect", 100L, "not-sent", 100L),
        4);
    long most = 600 + 50 + 1 + 2 + 3 + 2 * 4;
    counts.add(new SubjectCount(1, PLAIN, 0, 600));
    assertThat(trouble()).isNull();
    counts.set(0, new SubjectCount(1, PLAIN, 0, most));
    assertThat(trouble()).isNull();
    counts.set(0, new SubjectCount(1, PLAIN, 0, 599));
    assertThat(trouble())
        .contains("599 requests in fork 1, where the generator sent it 600 to 664");
    counts.set(0, new SubjectCount(1, PLAIN, 0, most + 1));
    assertThat(trouble()).contains("counted 665 requests");
  }

  @Test
  void whatTheWarmUpGaveUpMayBeAnsweredLate() {
    slices.add(slice(1, Slice.Phase.WARM_UP, 900, 0, Map.of("timeout", 5L, "status:500", 9L), 0));
    measured(1, 600, 0, Map.of(), 0);
    counts.add(new SubjectCount(1, PLAIN, 0, 605));
    assertThat(trouble()).isNull();
    counts.set(0, new SubjectCount(1, PLAIN, 0, 606));
    assertThat(trouble()).contains("counted 606 requests");
  }

  @Test
  void aCounterThatWentDownIsARestart() {
    measured(1, 600, 0, Map.of(), 0);
    counts.add(new SubjectCount(1, PLAIN, 5_000, 600));
    assertThat(trouble())
        .isEqualTo(
            "pool=none said that it had answered 5000 requests before fork 1 was measured, and 600"
                + " after it: it was restarted meanwhile");
  }

  @Test
  void forksAndVariantsAreEachHeldToTheirOwn() {
    measured(1, 600, 0, Map.of(), 0);
    measured(2, 400, 0, Map.of(), 0);
    counts.add(new SubjectCount(1, PLAIN, 0, 600));
    counts.add(new SubjectCount(1, "pool=hikari", 0, 7));
    counts.add(new SubjectCount(2, PLAIN, 0, 400));
    assertThat(trouble()).isNull();
    counts.set(0, new SubjectCount(1, PLAIN, 0, 400));
    counts.set(2, new SubjectCount(2, PLAIN, 0, 600));
    assertThat(trouble())
        .startsWith("pool=none counted 400 requests in fork 1")
        .endsWith(" (and so in 2 forks in all)");
  }

  @Test
  void whoDoesNotTellIsNotAsked() {
    measured(1, 600, 0, Map.of(), 0);
    assertThat(trouble()).isNull();
  }

  private String trouble() {
    return Agreement.trouble(new Recording(200, slices, counts), PLAIN).orElse(null);
  }

  private void measured(
      int fork, long completed, long refused, Map<String, Long> failed, long retried) {
    slices.add(slice(fork, Slice.Phase.MEASURED, completed, refused, failed, retried));
  }

  private static Slice slice(
      int fork,
      Slice.Phase phase,
      long completed,
      long refused,
      Map<String, Long> failed,
      long retried) {
    Histogram none = new Histogram(Slice.HIGHEST_MICROS, 3);
    EndpointReport endpoint =
        new EndpointReport(
            completed, completed, refused, failed, retried, none, none, none, none, 0);
    SliceReport report =
        new SliceReport("f1r1", 0, 1, Map.of("get", endpoint), none, none, 0, 0, 0);
    return new Slice(fork, 1, phase, PLAIN, report);
  }
}
