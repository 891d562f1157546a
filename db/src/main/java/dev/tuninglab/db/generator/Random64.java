package dev.tuninglab.db.generator;

/**
 * SplitMix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", 2014).
 *
 * <p>Written out here, rather than taken from the JDK, because the generated data must be the same
 * bytes on every JDK. One instance a row, keyed by seed, stream and row: any row can be made
 * without the rows before it.
 */
final class Random64 {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private long state;

  Random64(long seed, int stream, long row) {
    state = mix(mix(mix(seed) + stream) + row);
  }

  long nextLong() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /** Uniform in [0, 1). */
  double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  /** Uniform in [0, bound); the bias of at most bound / 2^53 does not matter here. */
  int below(int bound) {
    return (int) (nextDouble() * bound);
  }

  /** Uniform in [low, high]. */
  int between(int low, int high) {
    return low + below(high - low + 1);
  }

  <T> T oneOf(T[] values) {
    return values[below(values.length)];
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
