package dev.tuninglab.gatling.workload;

import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/** How the requests of an open load are spread in time. */
public enum Arrivals {
  /** Evenly: request i at (i + 1/2) / rate, so that a slice holds rate x length of them. */
  CONSTANT {
    @Override
    public LongSupplier instants(double ratePerSecond, SplittableRandom random) {
      double interval = 1e9 / ratePerSecond;
      return new LongSupplier() {
        private long index;

        @Override
        public long getAsLong() {
          return Math.round((index++ + 0.5) * interval);
        }
      };
    }
  },

  /** As independent users come: exponential gaps, so bursts and lulls of a known size. */
  POISSON {
    @Override
    public LongSupplier instants(double ratePerSecond, SplittableRandom random) {
      double interval = 1e9 / ratePerSecond;
      return new LongSupplier() {
        private double at;

        @Override
        public long getAsLong() {
          at -= Math.log1p(-random.nextDouble()) * interval;
          return Math.round(at);
        }
      };
    }
  };

  /** The highest rate that may be asked for, in requests per second: a slip must not flood. */
  public static final double MAX_RATE = 5_000;

  /**
   * The instants of arrival in nanoseconds since the start of the slice, ever growing, without end.
   *
   * @param ratePerSecond mean rate, above 0 and at most {@link #MAX_RATE}
   */
  public abstract LongSupplier instants(double ratePerSecond, SplittableRandom random);

  /** Refuses a rate outside the range above. */
  public static double checkRate(double ratePerSecond) {
    if (!(ratePerSecond > 0 && ratePerSecond <= MAX_RATE)) {
      throw new IllegalArgumentException(
          "rate must be above 0 and at most "
              + (long) MAX_RATE
              + " requests per second, but was "
              + ratePerSecond);
    }
    return ratePerSecond;
  }
}
