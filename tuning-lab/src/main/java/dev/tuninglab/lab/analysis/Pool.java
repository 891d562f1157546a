package dev.tuninglab.lab.analysis;

import java.util.List;

/** Several runs of one variant taken as one: all their latencies in ascending order. */
public final class Pool {
  /** What recorded latencies differ by at least, as a share: three significant digits. */
  static final double RESOLUTION = 1.0 / 1024;

  private final long[] values;
  private final long[] counts;
  private final int size;

  /** By value, how many requests took that long or less. */
  private final long[] upTo;

  private final double seconds;

  private Pool(long[] values, long[] counts, int size, double seconds) {
    this.values = values;
    this.counts = counts;
    this.size = size;
    this.seconds = seconds;
    this.upTo = new long[size];
    long sum = 0;
    for (int i = 0; i < size; i++) {
      sum += counts[i];
      upTo[i] = sum;
    }
  }

  public static Pool of(List<Run> runs) {
    if (runs.isEmpty()) {
      return new Pool(new long[0], new long[0], 0, 0);
    }
    if (runs.size() == 1) {
      Run run = runs.get(0);
      return new Pool(run.valuesMicros(), run.counts(), run.counts().length, run.seconds());
    }
    int half = runs.size() / 2;
    return merged(of(runs.subList(0, half)), of(runs.subList(half, runs.size())));
  }

  private static Pool merged(Pool a, Pool b) {
    long[] values = new long[a.size + b.size];
    long[] counts = new long[a.size + b.size];
    int size = 0;
    int i = 0;
    int j = 0;
    while (i < a.size || j < b.size) {
      boolean fromA = j == b.size || (i < a.size && a.values[i] <= b.values[j]);
      boolean fromB = i == a.size || (j < b.size && b.values[j] <= a.values[i]);
      values[size] = fromA ? a.values[i] : b.values[j];
      counts[size++] = (fromA ? a.counts[i++] : 0) + (fromB ? b.counts[j++] : 0);
    }
    return new Pool(values, counts, size, a.seconds + b.seconds);
  }

  /** Requests in all of the runs. */
  public long requests() {
    return size == 0 ? 0 : upTo[size - 1];
  }

  /** Seconds that the runs took, one after the other. */
  public double seconds() {
    return seconds;
  }

  /** Arithmetic mean of the latencies, in microseconds; NaN when there are none. */
  double mean() {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += (double) counts[i] * values[i];
    }
    return size == 0 ? Double.NaN : sum / requests();
  }

  /**
   * @param rank from 1, the smallest latency, to {@link #requests}
   */
  double atRank(long rank) {
    int low = 0;
    int high = size - 1;
    while (low < high) {
      int middle = (low + high) / 2;
      if (upTo[middle] >= rank) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return values[low];
  }
}
