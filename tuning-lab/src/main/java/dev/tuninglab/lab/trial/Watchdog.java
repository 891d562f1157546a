package dev.tuninglab.lab.trial;

import dev.tuninglab.lab.measure.Stalls;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;

/**
 * A jitter meter: a thread that sleeps for a millisecond at a time and notes how late it wakes.
 * What it sees is what every process of the machine has to put up with: a hypervisor that takes
 * processors away, a scheduler with too much to do, memory being swapped, a suspended machine; and
 * the pauses of this JVM. Costs about one percent of a processor.
 *
 * <p>Source of the method: G. Tene, <i>jHiccup</i>. As there, a long stall counts for all the wakes
 * that it swallowed.
 */
final class Watchdog implements AutoCloseable {
  private static final long NAP_NANOS = 1_000_000;
  private static final long HIGHEST_MICROS = 120_000_000;

  private final LongSupplier nanos;
  private final LongSupplier wallMicros;
  private final Histogram late = new Histogram(HIGHEST_MICROS, 2);
  private Thread thread;
  private long stalledMicros;
  private long due;
  private long lapNanos;
  private long lapWallMicros;

  /**
   * @param nanos the monotonic clock
   * @param wallMicros the wall clock, in microseconds
   */
  Watchdog(LongSupplier nanos, LongSupplier wallMicros) {
    this.nanos = nanos;
    this.wallMicros = wallMicros;
    this.due = nanos.getAsLong() + NAP_NANOS;
    lap();
  }

  /** Watches from now on. */
  static Watchdog start() {
    return start(System::nanoTime, () -> ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
  }

  /** As with the constructor. */
  static Watchdog start(LongSupplier nanos, LongSupplier wallMicros) {
    Watchdog watchdog = new Watchdog(nanos, wallMicros);
    watchdog.thread = new Thread(watchdog::watch, "watchdog");
    watchdog.thread.setDaemon(true);
    watchdog.thread.start();
    return watchdog;
  }

  private void watch() {
    while (!Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(this, NAP_NANOS);
      woke();
    }
  }

  /** Has woken now, and goes back to sleep. */
  synchronized void woke() {
    long now = nanos.getAsLong();
    note(now);
    due = now + NAP_NANOS;
  }

  /** What happened since the last lap; also what is happening, if the thread should be awake. */
  synchronized Stalls lap() {
    long now = nanos.getAsLong();
    long wall = wallMicros.getAsLong();
    if (now - due > 0) {
      note(now);
      due = now;
    }
    Stalls stalls =
        new Stalls(
            late.getValueAtPercentile(99),
            late.getMaxValue(),
            stalledMicros,
            wall - lapWallMicros - (now - lapNanos) / 1_000);
    late.reset();
    stalledMicros = 0;
    lapNanos = now;
    lapWallMicros = wall;
    return stalls;
  }

  private void note(long now) {
    long micros = Math.max(0, (now - due) / 1_000);
    late.recordValueWithExpectedInterval(Math.min(micros, HIGHEST_MICROS), NAP_NANOS / 1_000);
    stalledMicros += micros >= Stalls.STALL_MICROS ? micros : 0;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
