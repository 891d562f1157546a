package dev.tuninglab.lab.measure;

import dev.tuninglab.lab.analysis.recovery.Course;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The game day of one variant, as it was.
 *
 * @param startedAt when its load began
 * @param sustainedPerSecond requests a second with a few users back to back, at the end of its
 *     warm-up
 * @param steady whether it was warm by then
 * @param ratePerSecond offered
 * @param course what became of the requests, by the instants at which they were due
 * @param faults as they came about; in order of time
 * @param audit what became of the writes; {@link Audit#NONE} where nobody looked
 * @param latenessMicros how late the generator itself was, by percentile
 * @param waited requests for which no user was free at their instant
 * @param cutShort whether it was broken off
 */
public record Day(
    String variant,
    Map<String, String> settings,
    Instant startedAt,
    double sustainedPerSecond,
    boolean steady,
    double ratePerSecond,
    Course course,
    List<Broken> faults,
    Audit audit,
    Map<String, Double> latenessMicros,
    long waited,
    boolean cutShort) {

  public Day {
    faults = List.copyOf(faults);
  }

  /**
   * A fault as it came about; instants in seconds since the load began.
   *
   * @param fault as it can be typed
   * @param begin just before the first act of breaking
   * @param inForce when it was broken wholly
   * @param end when it was whole again
   * @param note what else there is to tell; may be empty
   */
  public record Broken(String fault, double begin, double inForce, double end, String note) {}

  /** The same with what became of its writes. */
  public Day with(Audit found) {
    return new Day(
        variant,
        settings,
        startedAt,
        sustainedPerSecond,
        steady,
        ratePerSecond,
        course,
        faults,
        found,
        latenessMicros,
        waited,
        cutShort);
  }
}
