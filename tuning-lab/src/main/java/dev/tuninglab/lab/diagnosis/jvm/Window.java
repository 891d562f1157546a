package dev.tuninglab.lab.diagnosis.jvm;

import java.time.Duration;
import java.time.Instant;

/**
 * A span of time in which requests were sent.
 *
 * @param from in milliseconds of the epoch
 * @param to likewise, not before {@code from}
 */
public record Window(long from, long to) {
  public Window {
    if (to < from) {
      throw new IllegalArgumentException("a window ends at " + to + ", before it begins: " + from);
    }
  }

  boolean isEmpty() {
    return from == to;
  }

  boolean has(Instant instant) {
    return !instant.isBefore(start()) && instant.isBefore(end());
  }

  /** How much of a span lies within, in nanoseconds. */
  long overlap(Instant begin, Instant finish) {
    Instant first = begin.isBefore(start()) ? start() : begin;
    Instant last = finish.isAfter(end()) ? end() : finish;
    return Math.max(0, Duration.between(first, last).toNanos());
  }

  Instant start() {
    return Instant.ofEpochMilli(from);
  }

  Instant end() {
    return Instant.ofEpochMilli(to);
  }
}
