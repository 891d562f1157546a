package dev.tuninglab.lab.analysis.recovery;

import dev.tuninglab.lab.analysis.Metric;
import dev.tuninglab.lab.analysis.Run;
import dev.tuninglab.lab.analysis.Sample;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of the requests that were due in one short part of the time.
 *
 * @param offered that were due
 * @param refused those that the service said it does not take now
 * @param failed by kind
 * @param completed latencies of the others, from the instant at which they were due
 */
public record Moment(long offered, long refused, SortedMap<String, Long> failed, Run completed) {
  private static final Metric P99 = Metric.named("p99").orElseThrow();

  public Moment {
    failed = Collections.unmodifiableSortedMap(new TreeMap<>(failed));
    if (offered != refused + failures(failed) + completed.requests()) {
      throw new IllegalArgumentException(
          "offered must be all that were refused, failed or completed, but was " + offered);
    }
  }

  /** Failed requests of all kinds. */
  public long failures() {
    return failures(failed);
  }

  private static long failures(SortedMap<String, Long> failed) {
    return failed.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Requests that did not get what they asked for. */
  public long lost() {
    return refused + failures();
  }

  /**
   * The latency that 99% of the completed requests kept: with few of them, the longest. Infinite
   * when requests were due and none was completed.
   */
  double p99Micros() {
    return P99.of(new Sample(List.of(completed))).orElse(Double.POSITIVE_INFINITY);
  }

  /** Share of the offered requests that were lost, 0 to 1. */
  double lostShare() {
    return (double) lost() / offered;
  }
}
