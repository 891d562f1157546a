package dev.tuninglab.lab.report;

import dev.tuninglab.lab.analysis.Metric;
import dev.tuninglab.lab.measure.Recording;
import dev.tuninglab.lab.measure.Slice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * Percentile curves of latency from the scheduled instant, one a variant, over all its forks.
 *
 * @param percents at which all curves have their points, ascending, from about P10 to P99.9
 * @param named those of them that results state
 * @param curves in the order of the variants; a curve ends before its variant's requests no longer
 *     support a percentile, as verdicts do
 */
record Curves(List<Double> percents, List<Double> named, List<Curve> curves) {
  /** Points for each tenfold of the requests that are slower than a percentile. */
  private static final int STEPS = 20;

  /** To P99.9. */
  private static final int TENFOLDS = 3;

  private static final List<Double> NAMED =
      Metric.ALL.stream()
          .filter(Metric.Percentile.class::isInstance)
          .map(metric -> ((Metric.Percentile) metric).percent())
          .toList();

  /**
   * One curve.
   *
   * @param micros a value a percent, as far as it goes
   * @param low the lowest of the forks by themselves, as far as each of them supports it
   * @param high the highest of the forks, likewise
   */
  record Curve(String variant, List<Double> micros, List<Double> low, List<Double> high) {}

  static Curves of(Recording recording, List<String> variants) {
    List<Double> percents = axis();
    return new Curves(
        percents, NAMED, variants.stream().map(name -> curve(recording, name, percents)).toList());
  }

  private static Curve curve(Recording recording, String variant, List<Double> percents) {
    Histogram all = recording.fromScheduled(variant);
    Collection<Histogram> forks = forks(recording, variant);
    List<Double> micros = new ArrayList<>();
    List<Double> low = new ArrayList<>();
    List<Double> high = new ArrayList<>();
    for (double percent : percents) {
      if (!supports(all, percent)) {
        break;
      }
      micros.add((double) all.getValueAtPercentile(percent));
      if (forks.size() > 1 && forks.stream().allMatch(fork -> supports(fork, percent))) {
        low.add(values(forks, percent).min().orElseThrow());
        high.add(values(forks, percent).max().orElseThrow());
      }
    }
    return new Curve(variant, micros, low, high);
  }

  private static DoubleStream values(Collection<Histogram> forks, double percent) {
    return forks.stream().mapToDouble(fork -> fork.getValueAtPercentile(percent));
  }

  private static boolean supports(Histogram latencies, double percent) {
    return latencies.getTotalCount() >= new Metric.Percentile("", percent).fewestRequests();
  }

  private static Collection<Histogram> forks(Recording recording, String variant) {
    Map<Integer, Histogram> forks = new TreeMap<>();
    recording
        .measured(variant)
        .forEach(
            slice -> {
              Histogram latencies = slice.fromScheduled();
              forks.computeIfAbsent(slice.fork(), fork -> Slice.histogram()).add(latencies);
            });
    return forks.values();
  }

  /** Evenly on the axis on which P90, P99 and P99.9 are equally far apart. */
  private static List<Double> axis() {
    return IntStream.rangeClosed(1, STEPS * TENFOLDS).mapToObj(Curves::percent).toList();
  }

  /**
   * One with a name where the axis has it to the width of a line: P50 and P95 lie beside a step.
   */
  private static double percent(int step) {
    double slower = Math.pow(10, -(double) step / STEPS);
    return NAMED.stream()
        .filter(named -> Math.abs((1 - named / 100) / slower - 1) < 0.005)
        .findFirst()
        .orElse(Math.round((1 - slower) * 1e6) / 1e4);
  }
}
