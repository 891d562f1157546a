package dev.tuninglab.lab.measure;

/**
 * What a link's round trip came to, by an echo of single bytes.
 *
 * @param nominalMicros what it should have come to, in microseconds: the link's round trip and what
 *     one byte takes each way at its bandwidth
 * @param pings how many were timed
 * @param p50Micros their median, in microseconds
 * @param p99Micros in microseconds; null with fewer than 100 pings
 */
public record RoundTrip(double nominalMicros, int pings, double p50Micros, Double p99Micros) {
  /** Median of what came on top of the nominal round trip, in microseconds. */
  public double addedMicros() {
    return p50Micros - nominalMicros;
  }
}
