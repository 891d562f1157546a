package dev.tuninglab.lab.measure;

import dev.tuninglab.lab.analysis.Metric;
import dev.tuninglab.lab.analysis.SittingSpread;
import dev.tuninglab.lab.experiment.Units;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a machine can see: comparisons of a variant with itself, and with itself made slower by a
 * known time, and what came of them.
 *
 * @param startedAt of the first sitting; ISO 8601, UTC
 * @param budgetSeconds of each sitting
 * @param forks planned in each
 * @param margin half-width of what counted as the same, as a share
 * @param sittings of the lab's own way
 * @param usual comparisons made the usual way, one variant after the other; may be empty
 */
public record Calibration(
    String startedAt,
    Machine machine,
    String target,
    String workload,
    String data,
    double budgetSeconds,
    int forks,
    double margin,
    List<CalibrationSitting> sittings,
    List<UsualWay> usual) {

  public Calibration {
    sittings = List.copyOf(sittings);
    usual = List.copyOf(usual);
  }

  /**
   * One comparison of A with A, or with A and a known delay. One sitting gives one of each.
   *
   * @param delay what was added to the second
   * @param valid whether a verdict could be given
   * @param ratePerSecond offered to either
   * @param figures those of which a verdict was given, or could have been
   */
  public record CalibrationSitting(
      KnownDelay delay, boolean valid, double ratePerSecond, List<Figure> figures) {
    public CalibrationSitting {
      figures = List.copyOf(figures);
    }

    Optional<Figure> figure(String metric) {
      return figures.stream().filter(f -> f.metric().equals(metric)).findFirst();
    }
  }

  /**
   * What was added to each request.
   *
   * @param knob that added it; empty for nothing
   * @param micros 0 for nothing
   */
  public record KnownDelay(String knob, double micros) {
    public static final KnownDelay NONE = new KnownDelay("", 0);

    public boolean none() {
      return micros == 0;
    }

    /** As its knob takes it: {@code 200us}, {@code 1ms}. */
    public String asTyped() {
      return Units.text(Duration.ofNanos(Math.round(micros * 1_000)));
    }
  }

  /**
   * One metric of one sitting.
   *
   * @param verdict as in {@code result.json}
   * @param truth the ratio that the known delay makes, from the baseline's own figures
   * @param spread standard deviation of the logarithm of the ratio between forks
   * @param baselineMicros geometric mean over forks of the baseline's figure; requests a second for
   *     throughput
   * @param baselineSpread standard deviation of its logarithm between forks
   */
  public record Figure(
      String metric,
      double ratio,
      double low,
      double high,
      String verdict,
      int forks,
      double truth,
      double spread,
      double baselineMicros,
      double baselineSpread) {
    /** Whether the interval holds the truth. */
    public boolean covers() {
      return low <= truth && truth <= high;
    }

    /** Whether something was claimed, and it is not so. */
    public boolean wrong(double margin) {
      return switch (verdict) {
        case "same" -> Math.abs(Math.log(truth)) > Math.log1p(margin);
        case "faster" -> truth >= 1;
        case "slower" -> truth <= 1;
        default -> false;
      };
    }
  }

  /**
   * One comparison made the usual way.
   *
   * @param ratios second / first, by metric
   * @param truths what the known delay makes of them
   */
  public record UsualWay(KnownDelay delay, Map<String, Double> ratios, Map<String, Double> truths) {
    public UsualWay {
      ratios = Map.copyOf(ratios);
      truths = Map.copyOf(truths);
    }
  }

  /** Valid sittings in which nothing was added. */
  public List<CalibrationSitting> same() {
    return valid(s -> s.delay().none());
  }

  /** Valid sittings in which something was. */
  public List<CalibrationSitting> delayed() {
    return valid(s -> !s.delay().none());
  }

  private List<CalibrationSitting> valid(Predicate<CalibrationSitting> which) {
    return sittings.stream().filter(CalibrationSitting::valid).filter(which).toList();
  }

  /** Figures of a metric in some sittings. */
  public static Stream<Figure> figures(List<CalibrationSitting> sittings, String metric) {
    return sittings.stream().flatMap(s -> s.figure(metric).stream());
  }

  /**
   * Standard deviation, between forks, of the logarithm of the ratio of a variant to itself: root
   * of the mean square over sittings. Absent when the metric was never claimed.
   */
  public OptionalDouble spread(String metric) {
    OptionalDouble square =
        figures(same(), metric).mapToDouble(f -> f.spread() * f.spread()).average();
    return square.isPresent()
        ? OptionalDouble.of(Math.sqrt(square.getAsDouble()))
        : OptionalDouble.empty();
  }

  /** What results are to say of it. */
  public CalibrationNote note() {
    Map<String, Double> spreads = new LinkedHashMap<>();
    for (Metric metric : Metric.ALL) {
      spread(metric.name())
          .ifPresent(spread -> spreads.put(metric.name(), Units.rounded(spread, 4)));
    }
    return new CalibrationNote(
        startedAt,
        workload,
        same().size(),
        (int) figures(same(), Metric.PRIMARY.name()).filter(f -> f.wrong(margin)).count(),
        budgetSeconds,
        forks,
        spreads);
  }

  /**
   * How much a metric of one and the same variant moves between sittings beyond what its forks
   * explain: the variance of the sittings' means less their own, by the method of moments. Absent
   * with fewer than 3 sittings.
   */
  public Optional<SittingSpread> sittingSpread(String metric) {
    List<Figure> all = figures(same(), metric).toList();
    if (all.size() < 3) {
      return Optional.empty();
    }
    double mean =
        all.stream().mapToDouble(f -> Math.log(f.baselineMicros())).average().orElseThrow();
    double squares =
        all.stream().mapToDouble(f -> Math.pow(Math.log(f.baselineMicros()) - mean, 2)).sum();
    double within =
        all.stream()
            .mapToDouble(f -> f.baselineSpread() * f.baselineSpread() / f.forks())
            .average()
            .orElseThrow();
    double between = Math.max(0, squares / (all.size() - 1) - within);
    return Optional.of(new SittingSpread(Math.sqrt(between), all.size()));
  }
}
