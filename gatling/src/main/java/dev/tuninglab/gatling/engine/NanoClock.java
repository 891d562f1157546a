package dev.tuninglab.gatling.engine;

import java.util.concurrent.locks.LockSupport;

/** Waits for an instant: sleeps as long as that is safe, then spins for the short rest. */
final class NanoClock {
  /** The timer wakes a parked thread about this late; the spin that hides it costs CPU. */
  private static final long SPIN_NANOS = Long.getLong("lab.spinNanos", 70_000);

  private NanoClock() {}

  /** Returns at the given instant of {@link System#nanoTime()}, or soon after, never before. */
  static void waitUntil(long instant) throws InterruptedException {
    for (long left; (left = instant - System.nanoTime()) > 0; ) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (left > SPIN_NANOS) {
        LockSupport.parkNanos(left - SPIN_NANOS);
      } else {
        Thread.onSpinWait();
      }
    }
  }
}
