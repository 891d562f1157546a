package dev.tuninglab.lab.network;

/**
 * How much earlier than an instant to wake, so as not to miss it: about nine of ten sleeps must end
 * in time. Follows what the machine does, by a step up for each sleep that took longer and a ninth
 * of it down for each that did not.
 *
 * <p>The time from waking to the instant is spun away, so that a margin is processor time spent on
 * every instant: no larger than it has to be.
 */
final class Margin {
  private static final long SMALLEST = 5_000;
  private static final long LARGEST = 120_000;
  private static final long STEP = 1_800;

  private long nanos = 60_000;

  long nanos() {
    return nanos;
  }

  /**
   * @param nanosTooLong what a sleep took beyond what it was asked for
   */
  void overslept(long nanosTooLong) {
    long next = nanosTooLong > nanos ? nanos + STEP : nanos - STEP / 9;
    nanos = Math.max(SMALLEST, Math.min(LARGEST, next));
  }
}
