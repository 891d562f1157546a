package dev.tuninglab.lab.report;

import dev.tuninglab.lab.analysis.Metric;
import dev.tuninglab.lab.analysis.SittingSpread;
import java.util.Optional;
import java.util.function.Function;

/**
 * How much sittings of one and the same variant differ, as far as anybody knows.
 *
 * @param source where it is known from: {@code the calibration of 2026-11-24T09:00:00Z, workload
 *     order}
 * @param of absent for a metric of which it is not known
 */
public record SittingSpreads(String source, Function<Metric, Optional<SittingSpread>> of) {
  public static final SittingSpreads UNKNOWN = new SittingSpreads("", metric -> Optional.empty());

  /** {@code P50 of one and the same differs by 2.0% from sitting to sitting (...)}. */
  Optional<String> sentence(Metric metric) {
    return of.apply(metric)
        .map(
            spread ->
                Words.percentile(metric.name())
                    + " of one and the same variant differs by "
                    + Words.percent2(spread.spread())
                    + " from sitting to sitting (standard deviation over "
                    + spread.sittings()
                    + " sittings of "
                    + source
                    + ")");
  }
}
