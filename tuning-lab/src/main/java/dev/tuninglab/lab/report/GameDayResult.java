package dev.tuninglab.lab.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tuninglab.lab.measure.Audit;
import java.util.List;
import java.util.Map;

/**
 * What a game day found. Instants are seconds since the load began; a figure that was not measured,
 * or did not come about, is absent.
 *
 * @param bucketSeconds width of the parts of the time lines
 * @param holdSeconds for how long a service had to be as before to have recovered
 * @param timeoutSeconds after which the generator gave up on a request
 * @param days in the order in which they were had
 */
public record GameDayResult(
    double bucketSeconds, double holdSeconds, double timeoutSeconds, List<DayResult> days) {

  /**
   * The day of one variant.
   *
   * @param sustainedPerSecond at the end of its warm-up, with a few users back to back
   * @param cutShort whether it was broken off; then nothing is said of its faults
   * @param writes what became of them; null where none can be looked for
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record DayResult(
      String variant,
      double sustainedPerSecond,
      boolean cutShort,
      List<FaultResult> faults,
      WritesResult writes,
      List<PartResult> timeline) {}

  /**
   * A fault, and what it did to one variant.
   *
   * @param fault as it can be typed: {@code db-stall=5s}
   * @param begin just before the first act of breaking
   * @param end when all was whole again
   * @param until up to which its consequences were watched: the next fault, or the end
   * @param note what the fault itself has to tell; null when nothing
   * @param noticedAfterSeconds from the begin to the first part of the first run beyond the band;
   *     null for none
   * @param returnedAfterSeconds from the end to the first part within the band; null for none
   * @param recoveredAfterSeconds from the end to the first part within the band from which on the
   *     service stayed as before for the time asked for; null for none
   * @param relapsedAfterSeconds from the end to the first run beyond the band after that
   * @param lostRequests failed or refused, beyond what was usual before
   * @param latencyRun parts in a row with a P99 beyond the band that count as outside
   * @param lossRun parts in a row with a share of lost requests beyond it
   * @param falseAlarm probability of such a run, at most, where nothing happens
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record FaultResult(
      String fault,
      double begin,
      double end,
      double until,
      String note,
      Double noticedAfterSeconds,
      Double returnedAfterSeconds,
      Double recoveredAfterSeconds,
      Double relapsedAfterSeconds,
      double lostRequests,
      int latencyRun,
      int lossRun,
      double falseAlarm,
      BandResult band,
      PhaseResult before,
      PhaseResult during,
      PhaseResult after) {}

  /**
   * What was usual before.
   *
   * @param parts that it was made of
   * @param highestP99Micros up to which the P99 of a part is usual
   * @param highestLostShare up to which its share of lost requests is, 0 to 1
   */
  public record BandResult(
      int parts, double medianP99Micros, double highestP99Micros, double highestLostShare) {}

  /**
   * Some of the time taken together, by the instants at which requests were due.
   *
   * @param latencyMicros of completed requests: those percentiles that enough of them show
   */
  public record PhaseResult(
      double seconds,
      long offered,
      long completed,
      long refused,
      long failed,
      Map<String, Long> failedByKind,
      Map<String, Double> latencyMicros) {}

  /**
   * A part of the time line.
   *
   * @param at when it begins
   * @param p99Micros of the completed requests; with few of them, the longest; null for none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record PartResult(
      double at,
      long offered,
      long refused,
      Map<String, Long> failed,
      Double p50Micros,
      Double p99Micros) {
    /** Requests that did not get what they asked for. */
    long lost() {
      return refused + failed.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /**
   * What had become of the writes once all was over.
   *
   * @param offered writes that were due
   * @param acknowledged those that the service said it had done
   * @param refused those that it said it had not
   * @param notSent those that never left
   * @param unknown the others: sent, and not answered, or with an error
   * @param settled of the unknown, those that were acknowledged when they were sent again
   * @param lost acknowledged ones that are missing, or not what was written
   * @param notLookedFor acknowledged ones of which that could not be found out
   * @param duplicates things beyond one for each write that was, or may have been, done; null when
   *     nobody counted
   * @param examples of what was lost or is not known
   * @param whole whether all writes that were due were looked at
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record WritesResult(
      long offered,
      long acknowledged,
      long refused,
      long notSent,
      long unknown,
      long settled,
      long lost,
      long notLookedFor,
      Long duplicates,
      List<String> examples,
      boolean whole) {
    static WritesResult of(Audit audit) {
      return new WritesResult(
          audit.offered(),
          audit.acknowledged(),
          audit.refused(),
          audit.notSent(),
          audit.unknown(),
          audit.settled(),
          audit.lost(),
          audit.notLookedFor(),
          audit.duplicates(),
          audit.examples(),
          audit.whole());
    }

    /** Whether it is known of every acknowledged write what became of it, or one is lost. */
    boolean knowsLosses() {
      return lost > 0 || (whole && notLookedFor == 0);
    }
  }

  /** Of one variant; null if it had none. */
  public DayResult day(String variant) {
    return days.stream().filter(day -> day.variant().equals(variant)).findFirst().orElse(null);
  }
}
