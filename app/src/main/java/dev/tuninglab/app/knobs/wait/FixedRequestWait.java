package dev.tuninglab.app.knobs.wait;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Every request waits for the same time. A sleeping thread wakes late, by as much as a short wait
 * is long; so this one sleeps for most of it only, and watches the clock for the rest.
 */
final class FixedRequestWait implements RequestWait {
  /** Nine of ten sleeps on a shared virtual machine with Linux's timer slack ended within it. */
  private static final long WATCHED_NANOS = 120_000;

  private final long nanos;

  FixedRequestWait(Duration length) {
    this.nanos = length.toNanos();
  }

  @Override
  public void pause() {
    long start = System.nanoTime();
    long left = nanos;
    while (left > 0) {
      if (left > WATCHED_NANOS) {
        LockSupport.parkNanos(this, left - WATCHED_NANOS);
      } else {
        Thread.onSpinWait();
      }
      left = nanos - (System.nanoTime() - start);
    }
  }
}
