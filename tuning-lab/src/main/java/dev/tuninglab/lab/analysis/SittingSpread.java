package dev.tuninglab.lab.analysis;

/**
 * How much a metric moves between sittings of one and the same variant, from a calibration.
 *
 * @param spread standard deviation of the logarithm of the metric between sittings, at least 0
 * @param sittings behind it, at least 2
 */
public record SittingSpread(double spread, int sittings) {
  public SittingSpread {
    if (!(spread >= 0) || sittings < 2) {
      throw new IllegalArgumentException(
          "a spread of at least 0 from at least 2 sittings, but was "
              + spread
              + " from "
              + sittings);
    }
  }
}
