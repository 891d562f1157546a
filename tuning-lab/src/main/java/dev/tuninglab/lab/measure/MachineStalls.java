package dev.tuninglab.lab.measure;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the watchdog saw over a variant's measured slices.
 *
 * @param p99Micros the median of the slices' P99 of how late it woke, in microseconds
 * @param maxMicros the latest that it woke, in microseconds
 * @param stalledShare stalls of 50 ms and more as a share of the slices' time
 * @param clockStepMicros the largest step of the wall clock in a slice, either way, in microseconds
 */
public record MachineStalls(
    long p99Micros, long maxMicros, double stalledShare, long clockStepMicros) {
  /** Stalls for more than this share of the time are P99 by themselves. */
  static final double MUCH = 0.01;

  /** Stalls for more than this share of the time are P90. */
  static final double MOST = 0.10;

  /** More than this share apart, variants were not treated alike: the difference may be that. */
  static final double MOST_UNEVEN = 0.05;

  /** More names than this are not read. */
  private static final int MOST_NAMED = 4;

  /** A clock that was set by this, in microseconds; what is drawn by NTP stays far below it. */
  static final long CLOCK_STEP = 50_000;

  /**
   * @return empty where nobody watched every slice
   */
  public static Optional<MachineStalls> of(Recording recording, String variant) {
    List<Slice> slices = recording.measured(variant).toList();
    List<Stalls> seen =
        slices.stream().filter(slice -> slice.stalls() != null).map(Slice::stalls).toList();
    if (slices.isEmpty() || seen.size() < slices.size()) {
      return Optional.empty();
    }
    double micros = slices.stream().mapToLong(s -> s.report().elapsedNanos()).sum() / 1e3;
    double stalled = seen.stream().mapToLong(Stalls::stalledMicros).sum();
    return Optional.of(
        new MachineStalls(
            seen.stream()
                .mapToLong(Stalls::p99Micros)
                .sorted()
                .skip((seen.size() - 1) / 2)
                .findFirst()
                .orElseThrow(),
            seen.stream().mapToLong(Stalls::maxMicros).max().orElseThrow(),
            micros > 0 ? Math.min(1, stalled / micros) : 0,
            seen.stream().mapToLong(s -> Math.abs(s.clockStepMicros())).max().orElseThrow()));
  }

  static void check(
      Recording recording, List<String> variants, List<String> reasons, List<String> warnings) {
    Map<String, MachineStalls> all = new TreeMap<>();
    variants.forEach(name -> of(recording, name).ifPresent(seen -> all.put(name, seen)));
    if (all.isEmpty()) {
      return;
    }
    double most = all.values().stream().mapToDouble(MachineStalls::stalledShare).max().orElse(0);
    double least = all.values().stream().mapToDouble(MachineStalls::stalledShare).min().orElse(0);
    if (most > MUCH) {
      boolean uneven = most - least > MOST_UNEVEN;
      (most > MOST || uneven ? reasons : warnings)
          .add(
              "the machine stood still for 50 ms and more at a time, over "
                  + shares(all, variants, least, most)
                  + (uneven
                      ? ": the variants were not treated alike"
                      : ": high percentiles are the machine's own"));
    }
    long step = all.values().stream().mapToLong(MachineStalls::clockStepMicros).max().orElse(0);
    if (step >= CLOCK_STEP) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "the machine's clock was set by %.0f ms, or the machine slept, while it was measured",
              step / 1e3));
    }
  }

  private static String shares(
      Map<String, MachineStalls> all, List<String> variants, double least, double most) {
    if (all.size() > MOST_NAMED) {
      return share(least) + " to " + share(most) + " of the variants' time";
    }
    return variants.stream()
        .filter(all::containsKey)
        .map(name -> share(all.get(name).stalledShare()) + " of " + name)
        .collect(Collectors.joining(", "));
  }

  private static String share(double share) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * share);
  }
}
