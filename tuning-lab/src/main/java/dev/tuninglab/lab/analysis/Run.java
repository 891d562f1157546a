package dev.tuninglab.lab.analysis;

import java.util.Arrays;

/**
 * The unit of analysis: what one variant showed in one round of one fork. Requests within it are
 * not independent of each other; they are only ever taken together.
 *
 * @param fork number of the fork, from 1
 * @param round number of the round within the fork, from 1
 * @param seconds that the slice took, at least 0
 * @param valuesMicros the distinct latencies seen, in microseconds, ascending
 * @param counts how often each was seen, at least 1 each
 */
public record Run(int fork, int round, double seconds, long[] valuesMicros, long[] counts) {
  public Run {
    valuesMicros = valuesMicros.clone();
    counts = counts.clone();
    if (!(seconds >= 0)) {
      throw new IllegalArgumentException("seconds must be at least 0, but were " + seconds);
    }
    if (valuesMicros.length != counts.length) {
      throw new IllegalArgumentException("as many counts as values");
    }
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] < 1 || (i > 0 && valuesMicros[i] <= valuesMicros[i - 1])) {
        throw new IllegalArgumentException("values must ascend and be counted, but broke at " + i);
      }
    }
  }

  /** Requests in this run. */
  public long requests() {
    return Arrays.stream(counts).sum();
  }
}
