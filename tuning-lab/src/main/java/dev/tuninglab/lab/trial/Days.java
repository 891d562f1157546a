package dev.tuninglab.lab.trial;

import dev.tuninglab.gatling.SliceReport;
import dev.tuninglab.gatling.Timeline;
import dev.tuninglab.lab.analysis.Run;
import dev.tuninglab.lab.analysis.recovery.Course;
import dev.tuninglab.lab.analysis.recovery.Moment;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.fault.Outage;
import dev.tuninglab.lab.measure.Audit;
import dev.tuninglab.lab.measure.Day;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** Puts what the generator and the faults tell of a day on one time line. */
final class Days {
  private static final long NANOS = 1_000_000_000;

  private Days() {}

  static Day of(
      Variant variant,
      SliceReport report,
      List<Outage> outages,
      double sustainedPerSecond,
      boolean steady,
      double ratePerSecond) {
    Timeline timeline = report.timeline();
    Instant start =
        Instant.ofEpochSecond(timeline.startedAtNanos() / NANOS, timeline.startedAtNanos() % NANOS);
    return new Day(
        variant.name(),
        variant.settings(),
        start,
        sustainedPerSecond,
        steady,
        ratePerSecond,
        course(timeline),
        outages.stream().map(outage -> broken(outage, start)).toList(),
        Audit.NONE,
        lateness(report.ownLateness()),
        report.waited(),
        timeline.cutShort());
  }

  private static Course course(Timeline timeline) {
    double width = timeline.bucket().toNanos() / 1e9;
    List<Moment> moments = new ArrayList<>();
    for (Timeline.Bucket bucket : timeline.buckets()) {
      moments.add(
          new Moment(
              bucket.offered(),
              bucket.refused(),
              new TreeMap<>(bucket.failed()),
              run(moments.size() + 1, width, bucket.fromScheduled())));
    }
    return new Course(width, moments);
  }

  private static Run run(int round, double seconds, Histogram latencies) {
    List<Long> values = new ArrayList<>();
    List<Long> counts = new ArrayList<>();
    for (HistogramIterationValue each : latencies.recordedValues()) {
      values.add(each.getValueIteratedTo());
      counts.add(each.getCountAtValueIteratedTo());
    }
    return new Run(
        1,
        round,
        seconds,
        values.stream().mapToLong(Long::longValue).toArray(),
        counts.stream().mapToLong(Long::longValue).toArray());
  }

  private static Day.Broken broken(Outage outage, Instant start) {
    return new Day.Broken(
        outage.fault().text(),
        since(start, outage.begun().wall()),
        since(start, outage.inForce().wall()),
        since(start, outage.ended().wall()),
        outage.note());
  }

  private static double since(Instant start, Instant instant) {
    return Math.max(0, Duration.between(start, instant).toNanos() / 1e9);
  }

  private static Map<String, Double> lateness(Histogram lateness) {
    Map<String, Double> figures = new LinkedHashMap<>();
    if (lateness.getTotalCount() > 0) {
      figures.put("p50", (double) lateness.getValueAtPercentile(50));
      figures.put("p99", (double) lateness.getValueAtPercentile(99));
      figures.put("max", (double) lateness.getMaxValue());
    }
    return figures;
  }
}
