package dev.tuninglab.lab.why;

/**
 * A part of the difference between two variants.
 *
 * @param name of the phase or counter that tells of it
 * @param words as people read it: {@code time in database statements}
 * @param baselineMicros a request
 * @param candidateMicros a request
 * @param share of the measured difference that it accounts for: 0.92; below 0 when it goes the
 *     other way
 */
public record Cause(
    String name, String words, double baselineMicros, double candidateMicros, double share) {

  /** Candidate less baseline, in microseconds a request. */
  public double difference() {
    return candidateMicros - baselineMicros;
  }
}
