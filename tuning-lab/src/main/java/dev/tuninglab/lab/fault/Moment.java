package dev.tuninglab.lab.fault;

import java.time.Instant;

/**
 * An instant on both clocks of this JVM.
 *
 * @param nanoTime {@link System#nanoTime}: for distances
 * @param wall the wall clock: for what other processes saw, and for people
 */
public record Moment(long nanoTime, Instant wall) {
  static Moment now() {
    return new Moment(System.nanoTime(), Instant.now());
  }

  /** Nanoseconds that have passed since. */
  public long nanosAfter(long otherNanoTime) {
    return nanoTime - otherNanoTime;
  }
}
