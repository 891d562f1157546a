package dev.tuninglab.lab.measure;

import org.HdrHistogram.Histogram;

/**
 * How far behind their instants things were, in microseconds.
 *
 * @param p50Micros null when there was nothing
 * @param p99Micros null when there was nothing
 */
public record Lateness(Double p50Micros, Double p99Micros) {

  /** Of a histogram of nanoseconds. */
  public static Lateness ofNanos(Histogram nanos) {
    return nanos.getTotalCount() == 0
        ? new Lateness(null, null)
        : new Lateness(
            nanos.getValueAtPercentile(50) / 1_000.0, nanos.getValueAtPercentile(99) / 1_000.0);
  }
}
