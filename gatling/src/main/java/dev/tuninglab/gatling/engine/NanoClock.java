package dev.tuninglab.gatling.engine;

import java.util.concurrent.locks.LockSupport;

/** Waits for instants of {@link System#nanoTime()}. */
final class NanoClock {
  private NanoClock() {}

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
