package dev.tuninglab.gatling;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * A slice in parts: what became of the requests that were due in each. A request belongs to the
 * part in which it was due, however long after that it ended; so a stall shows where it was, and in
 * all that were due in it.
 *
 * @param startedAtNanos nanoseconds since 1970 at which the first bucket begins
 * @param bucket width of a part
 * @param buckets in order of time, without gaps; only those whose requests have all ended
 * @param cutShort whether the slice was broken off: then there are fewer than were asked for
 */
public record Timeline(
    long startedAtNanos, Duration bucket, List<Bucket> buckets, boolean cutShort) {
  /** Keeps a copy. */
  public Timeline {
    buckets = List.copyOf(buckets);
  }

  /**
   * The requests that were due in one part, of all kinds.
   *
   * @param offered all of them
   * @param failed by kind, as in {@link EndpointReport}
   * @param fromScheduled of completed requests, in microseconds
   */
  public record Bucket(
      long offered,
      long completed,
      long refused,
      Map<String, Long> failed,
      Histogram fromScheduled) {
    /** Keeps the kinds of failure in the order of their names. */
    public Bucket {
      failed = Collections.unmodifiableMap(new TreeMap<>(failed));
    }

    /** Failed requests of all kinds. */
    public long failures() {
      return failed.values().stream().mapToLong(Long::longValue).sum();
    }
  }
}
