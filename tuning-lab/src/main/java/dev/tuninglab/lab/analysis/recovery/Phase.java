package dev.tuninglab.lab.analysis.recovery;

import dev.tuninglab.lab.analysis.Metric;
import dev.tuninglab.lab.analysis.Sample;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Some moments taken together.
 *
 * @param seconds they took
 * @param failed by kind
 * @param completed latencies of all that were completed
 */
public record Phase(
    double seconds, long offered, long refused, SortedMap<String, Long> failed, Sample completed) {
  public Phase {
    failed = Collections.unmodifiableSortedMap(new TreeMap<>(failed));
  }

  static Phase of(Course course, int from, int to) {
    List<Moment> moments = course.moments().subList(from, Math.max(from, to));
    SortedMap<String, Long> failed = new TreeMap<>();
    moments.forEach(m -> m.failed().forEach((kind, n) -> failed.merge(kind, n, Long::sum)));
    return new Phase(
        course.width() * moments.size(),
        moments.stream().mapToLong(Moment::offered).sum(),
        moments.stream().mapToLong(Moment::refused).sum(),
        failed,
        new Sample(moments.stream().map(Moment::completed).toList()));
  }

  /** Failed requests of all kinds. */
  public long failures() {
    return failed.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Requests that did not get what they asked for. */
  public long lost() {
    return refused + failures();
  }

  /** Absent when too few were completed to tell. */
  public OptionalDouble latency(Metric metric) {
    return completed.requests() < metric.fewestRequests()
        ? OptionalDouble.empty()
        : metric.of(completed);
  }
}
