package dev.tuninglab.lab.measure;

import dev.tuninglab.gatling.EndpointReport;
import dev.tuninglab.gatling.Load;
import dev.tuninglab.gatling.SliceReport;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;

/**
 * One variant's turn, measured.
 *
 * @param fork number of the fork, from 1
 * @param round number of the round within fork and phase, from 1
 * @param phase whether it counts
 * @param variant whose turn it was
 * @param report what the load generator saw
 * @param stalls what the watchdog saw meanwhile; null where none watched
 * @param load that was offered; null where it was not written down
 */
public record Slice(
    int fork,
    int round,
    Phase phase,
    String variant,
    SliceReport report,
    Stalls stalls,
    Load load) {
  /** Longest latency that is recorded, in microseconds: two minutes. */
  static final long HIGHEST_MICROS = 120_000_000;

  /**
   * Number of the first settling round of a fork: after every round of the warm-up proper, offered
   * what measured rounds are offered, and not counted.
   */
  public static final int SETTLING = 9_001;

  /** Whether a slice counts. */
  public enum Phase {
    WARM_UP,
    MEASURED
  }

  /** One that no watchdog watched. */
  public Slice(int fork, int round, Phase phase, String variant, SliceReport report) {
    this(fork, round, phase, variant, report, null, null);
  }

  /** One of which it is not known what it was offered. */
  public Slice(
      int fork, int round, Phase phase, String variant, SliceReport report, Stalls stalls) {
    this(fork, round, phase, variant, report, stalls, null);
  }

  /** An empty histogram of latencies, in microseconds. */
  public static Histogram histogram() {
    return new Histogram(HIGHEST_MICROS, 3);
  }

  /** Whether it belongs to the warm-up proper, in which a few users ask back to back. */
  public boolean warmsUp() {
    return phase == Phase.WARM_UP && round < SETTLING;
  }

  /**
   * What a request took of the slice's time, in microseconds: with users back to back it falls as a
   * subject warms up.
   */
  public double microsPerRequest() {
    return report.elapsedNanos() / 1_000.0 / Math.max(1, completed());
  }

  /** Latency from the scheduled instant, all endpoints together, in microseconds. */
  public Histogram fromScheduled() {
    return merged(EndpointReport::fromScheduled);
  }

  /** Latency from the send, all endpoints together, in microseconds. */
  public Histogram fromSent() {
    return merged(EndpointReport::fromSent);
  }

  /** From the scheduled instant to a refusal, all endpoints together, in microseconds. */
  public Histogram refusedFromScheduled() {
    return merged(EndpointReport::refusedFromScheduled);
  }

  /** Requests that were due. */
  public long offered() {
    return sum(EndpointReport::offered);
  }

  public long completed() {
    return sum(EndpointReport::completed);
  }

  /** Requests that the service said it does not take now. */
  public long refused() {
    return sum(EndpointReport::refused);
  }

  public long failed() {
    return sum(EndpointReport::failures);
  }

  public long responseBytes() {
    return sum(EndpointReport::responseBytes);
  }

  private long sum(ToLongFunction<EndpointReport> figure) {
    return report.endpoints().values().stream().mapToLong(figure).sum();
  }

  private Histogram merged(Function<EndpointReport, Histogram> view) {
    if (report.endpoints().size() == 1) {
      return view.apply(report.endpoints().values().iterator().next());
    }
    Histogram all = histogram();
    report.endpoints().values().forEach(endpoint -> all.add(view.apply(endpoint)));
    return all;
  }
}
