package dev.tuninglab.lab.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tuninglab.lab.measure.Machine;
import java.util.List;

/**
 * What two stored runs say of each other. Nothing in it was measured side by side.
 *
 * @param schema version of this form: 1
 * @param trust what it is worth, in a sentence
 * @param first as it was named first
 * @param second as it was named second
 * @param calibration how much sittings of the same differ, in a sentence; null when nobody knows
 * @param warnings what differs between the two besides the sitting, and what calibration is missing
 * @param primaryMetric the metric that the sentences are about
 * @param margin half-width of what counts as the same, as a share
 * @param variants that both have, in the order of the first
 * @param onlyInFirst names of variants that the second does not have
 * @param onlyInSecond names of variants that the first does not have
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Diff(
    int schema,
    String trust,
    Run first,
    Run second,
    String calibration,
    List<String> warnings,
    String primaryMetric,
    double margin,
    List<VariantDiff> variants,
    List<String> onlyInFirst,
    List<String> onlyInSecond) {

  public static final int SCHEMA = 1;
  public static final String TRUST =
      "different sittings: less trustworthy than one run side by side";

  /** Whether both runs may be judged. */
  public boolean valid() {
    return first.valid() && second.valid();
  }

  /**
   * One of the two.
   *
   * @param startedAt ISO 8601, UTC
   * @param machine null when it is no longer known
   * @param invalidReasons why it cannot be judged; empty when it can
   * @param warnings of its own
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Run(
      String folder,
      String startedAt,
      Machine machine,
      int forks,
      int rounds,
      List<String> invalidReasons,
      List<String> warnings) {
    public boolean valid() {
      return invalidReasons.isEmpty();
    }
  }

  /**
   * A variant that both have.
   *
   * @param first what the first calls it
   * @param second what the second calls it: another name for the same settings, or the same
   * @param metrics those that both samples carry
   */
  public record VariantDiff(String first, String second, List<MetricDiff> metrics) {}

  /**
   * @param first value in the first, in microseconds, or requests a second for throughput
   * @param ratio second / first
   * @param low lower end of its interval; null without a calibration, as is all below
   * @param verdict of the second against the first: {@code faster}, {@code slower}, {@code same},
   *     {@code undecided}
   * @param sittings of the calibration that tells how much sittings differ
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record MetricDiff(
      String metric,
      double first,
      double second,
      double ratio,
      Double low,
      Double high,
      Double confidence,
      String verdict,
      Integer sittings,
      int forksFirst,
      int forksSecond) {}
}
