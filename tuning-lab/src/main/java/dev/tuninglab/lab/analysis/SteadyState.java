package dev.tuninglab.lab.analysis;

import java.util.List;

/**
 * Decides from the data whether a warm-up is over.
 *
 * <p>A subject is steady when its last few slices are no longer faster than the few before them:
 * the median of the newest window has come within a tolerance of the median of the window before
 * it. A JVM that still compiles gets faster from window to window; waiting for a plateau, rather
 * than for a number of seconds, is what Kalibera and Jones (Rigorous Benchmarking in Reasonable
 * Time, 2013) ask for. A subject that got slower again is not warming up; it counts as steady.
 */
public final class SteadyState {
  /** Slices in a window. */
  public static final int WINDOW = 3;

  /** A window may be faster than the one before by this share and still count as level. */
  public static final double TOLERANCE = 0.07;

  private SteadyState() {}

  /**
   * @param perSlice one figure a warm-up slice in order of time, smaller is faster, such as the
   *     mean service time in microseconds
   */
  public static boolean reached(List<Double> perSlice) {
    int n = perSlice.size();
    if (n < 2 * WINDOW) {
      return false;
    }
    double earlier = median(perSlice.subList(n - 2 * WINDOW, n - WINDOW));
    double later = level(perSlice);
    return later >= earlier * (1 - TOLERANCE);
  }

  /** Median of the newest window, or of all there is if that is less. */
  public static double level(List<Double> perSlice) {
    return median(perSlice.subList(Math.max(0, perSlice.size() - WINDOW), perSlice.size()));
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
