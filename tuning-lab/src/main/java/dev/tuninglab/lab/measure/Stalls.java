package dev.tuninglab.lab.measure;

import java.util.Comparator;
import java.util.List;

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

  /** Of several machines, or threads, the worst of each figure. */
  public static Stalls worst(List<Stalls> all) {
    return new Stalls(
        all.stream().mapToLong(Stalls::p99Micros).max().orElseThrow(),
        all.stream().mapToLong(Stalls::maxMicros).max().orElseThrow(),
        all.stream().mapToLong(Stalls::stalledMicros).max().orElseThrow(),
        all.stream()
            .mapToLong(Stalls::clockStepMicros)
            .boxed()
            .max(Comparator.comparingLong(Math::abs))
            .orElseThrow());
  }
}
