package dev.tuninglab.lab.measure;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the load generator took of the machine in a variant's measured slices. It runs on the
 * processors that the variant runs on: what it takes, the variant does not have, and what it has
 * too little of makes it late.
 *
 * @param cpuShare its processor time as a share of what all cores had, 0 to 1
 * @param gcShare time in its garbage collections as a share of the slices' time, 0 to 1
 */
public record GeneratorUse(double cpuShare, double gcShare) {
  /** Past this share of all cores, a reader is warned: half of the machine measured the other. */
  static final double MUCH_CPU = 0.5;

  /** Past this share of all cores there is no room left for what is measured. */
  static final double MOST_CPU = 0.8;

  /** Past this share of the time, one request in fifty met a generator that was collecting. */
  static final double MUCH_GC = 0.02;

  static final double MOST_GC = 0.1;

  /**
   * @param cores of the machine that it ran on; 0 when that is not known
   * @return empty where the generator could not tell, or nobody knows the machine
   */
  public static Optional<GeneratorUse> of(Recording recording, String variant, int cores) {
    double nanos = recording.total(variant, slice -> slice.report().elapsedNanos());
    double cpuNanos = recording.total(variant, slice -> slice.report().cpuNanos());
    double gcNanos = 1e6 * recording.total(variant, slice -> slice.report().gcMillis());
    return nanos <= 0 || cpuNanos <= 0 || cores < 1
        ? Optional.empty()
        : Optional.of(new GeneratorUse(cpuNanos / nanos / cores, gcNanos / nanos));
  }

  static void check(
      Recording recording, String variant, int cores, List<String> reasons, List<String> warnings) {
    of(recording, variant, cores).ifPresent(use -> use.check(variant, cores, reasons, warnings));
  }

  private void check(String variant, int cores, List<String> reasons, List<String> warnings) {
    if (cpuShare > MUCH_CPU) {
      (cpuShare > MOST_CPU ? reasons : warnings)
          .add(
              String.format(
                  Locale.ROOT,
                  "the generator took %.0f%% of the %d cores while it loaded %s:"
                      + " what was measured is what it left; give a lower load, or a larger machine",
                  100 * cpuShare,
                  cores,
                  variant));
    }
    if (gcShare > MUCH_GC) {
      (gcShare > MOST_GC ? reasons : warnings)
          .add(
              String.format(
                  Locale.ROOT,
                  "the generator spent %.1f%% of the time in garbage collections while it loaded %s",
                  100 * gcShare,
                  variant));
    }
  }
}
