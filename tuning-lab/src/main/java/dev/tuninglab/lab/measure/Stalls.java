package dev.tuninglab.lab.measure;

/**
 * How the machine treated a thread that wanted to run every millisecond while a slice was measured:
 * the load generator and the subjects were treated no better.
 *
 * @param p99Micros how late it came to run, 99 of 100 times at most, in microseconds
 * @param maxMicros how late at most, in microseconds
 * @param stalledMicros the sum of all that was late by {@link #STALL_MICROS} or more, in
 *     microseconds
 * @param clockStepMicros how far the wall clock moved more than the monotonic clock, in
 *     microseconds; below zero when it was set back
 */
public record Stalls(long p99Micros, long maxMicros, long stalledMicros, long clockStepMicros) {
  /** Late by this is a stall: longer than any time slice that a busy scheduler deals out. */
  public static final long STALL_MICROS = 50_000;
}
