package dev.tuninglab.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuninglab.lab.measure.Recording;
import dev.tuninglab.lab.measure.Slice;
import dev.tuninglab.lab.measure.SomeRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final SomeRun RUN = SomeRun.of(8_000, 4_000, 3, 4, 7);

  @Test
  void everySliceIsAPointInOrderOfTime() {
    Timeline timeline = Timeline.of(RUN.recording());
    assertThat(timeline.points()).hasSameSizeAs(RUN.slices());
    assertThat(timeline.pooled()).isEqualTo(1);
    assertThat(timeline.points()).extracting(Timeline.Point::seconds).isSorted();
    Timeline.Point first = timeline.points().get(0);
    Slice slice = RUN.slices().get(0);
    assertThat(first.measured()).isFalse();
    assertThat(first.p50Micros()).isEqualTo(slice.fromScheduled().getValueAtPercentile(50));
    assertThat(first.p95Micros()).isEqualTo(slice.fromScheduled().getValueAtPercentile(95));
  }

  @Test
  void aForkIsItsWarmUpAndWhatWasMeasured() {
    List<Timeline.Fork> forks = Timeline.of(RUN.recording()).forks();
    assertThat(forks).extracting(Timeline.Fork::number).containsExactly(1, 2, 3);
    assertThat(forks.get(0).from()).isZero();
    for (Timeline.Fork fork : forks) {
      assertThat(fork.measuredFrom()).isBetween(fork.from() + 2, fork.to() - 8);
    }
    assertThat(forks.get(1).from()).isGreaterThan(forks.get(0).to() - 0.1);
  }

  @Test
  void aForkThatWasNeverMeasuredIsWarmUpThroughout() {
    Timeline.Fork fork = Timeline.of(new Recording(1, RUN.slices().subList(0, 2))).forks().get(0);
    assertThat(fork.measuredFrom()).isEqualTo(fork.to());
  }

  @Test
  void moreSlicesThanAPictureHoldsArePooledByVariantAndFork() {
    List<Slice> many = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      many.addAll(RUN.slices());
    }
    Timeline timeline = Timeline.of(new Recording(200, many));
    assertThat(timeline.pooled()).isEqualTo(5);
    assertThat(timeline.points()).hasSize(many.size() / 5);
    assertThat(timeline.points().stream().mapToLong(Timeline.Point::requests).sum())
        .isEqualTo(many.stream().mapToLong(Slice::completed).sum());
  }

  @Test
  void manySlicesLeaveThePageSmall() {
    List<Slice> many = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      many.addAll(RUN.slices());
    }
    assertThat(many).hasSize(600);
    Result result = Results.of(RUN.experiment(), RUN.recording(), RUN.sitting(), RUN.diagnosis());
    String page =
        SomeReport.withoutLibrary(
            HtmlReport.render(new Report(result, new Recording(200, many), Map.of())));
    assertThat(page.length()).isLessThan(150_000);
  }

  @Test
  void theTableHasARowAForkAndVariant() {
    List<List<String>> rows =
        TimelineTable.rows(Timeline.of(RUN.recording()), List.of("pool=none", "pool=hikari"));
    assertThat(rows).hasSize(6);
    assertThat(rows.get(1)).startsWith("1", "pool=hikari", "4", "880");
  }

  @Test
  void nothingMeasuredIsNothingToDraw() {
    assertThat(Timeline.of(new Recording(0, List.of())).points()).isEmpty();
  }
}
