package dev.tuninglab.gatling.engine;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for instants of {@link System#nanoTime()}. */
final class NanoClock {
  private NanoClock() {}

  /** When it is that time of the day, by the wall clock as it goes now. */
  static long at(long epochMillis) {
    return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(epochMillis) - wallNanos();
  }

  /** What time of the day it is at that instant, in nanoseconds since 1970. */
  static long wallNanosAt(long instant) {
    return wallNanos() + (instant - System.nanoTime());
  }

  private static long wallNanos() {
    Instant now = Instant.now();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }

  /**
   * Returns at the given instant or soon after, never before: a parked thread wakes some 60 us
   * late.
   */
  static void sleepUntil(long instant) throws InterruptedException {
    for (long left; (left = instant - System.nanoTime()) > 0; ) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      LockSupport.parkNanos(left);
    }
  }
}
