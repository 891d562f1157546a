package dev.tuninglab.lab.measure;

import dev.tuninglab.lab.analysis.Judge;
import dev.tuninglab.lab.analysis.Resolution;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What a result says of the calibration that stood behind it.
 *
 * @param startedAt of the calibration; ISO 8601, UTC
 * @param workload under which it was made
 * @param sittings in which a variant was compared with itself
 * @param wrong of them, how many claimed a difference at the metric that names the verdict
 * @param budgetSeconds of each
 * @param forks of each
 * @param spreads standard deviation, between forks, of the logarithm of the ratio of a variant to
 *     itself, by metric
 */
public record CalibrationNote(
    String startedAt,
    String workload,
    int sittings,
    int wrong,
    double budgetSeconds,
    int forks,
    Map<String, Double> spreads) {
  /** Of a machine that was not calibrated. */
  public static final CalibrationNote NONE = new CalibrationNote("", "", 0, 0, 0, 0, Map.of());

  public CalibrationNote {
    spreads = new TreeMap<>(spreads);
  }

  /**
   * The smallest difference that so many forks show with a probability of 80%, as a share.
   *
   * @param candidates that share the level
   */
  public OptionalDouble smallestDifference(String metric, int forks, int candidates) {
    Double spread = spreads.get(metric);
    return spread == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(Resolution.of(spread, forks, Judge.primaryLevel(candidates)));
  }

  /** Below three sittings there is nothing to quote. */
  public boolean worthQuoting() {
    return sittings >= 3;
  }
}
