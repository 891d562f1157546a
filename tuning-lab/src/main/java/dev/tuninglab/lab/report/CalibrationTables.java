package dev.tuninglab.lab.report;

import dev.tuninglab.lab.analysis.Metric;
import dev.tuninglab.lab.measure.Calibration;
import dev.tuninglab.lab.measure.Calibration.CalibrationSitting;
import dev.tuninglab.lab.measure.Calibration.Figure;
import dev.tuninglab.lab.measure.Calibration.KnownDelay;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** The tables of a calibration. */
record CalibrationTables(Calibration c) {
  List<TextTable> all() {
    List<TextTable> tables = new ArrayList<>(List.of(same()));
    if (!c.delayed().isEmpty()) {
      tables.add(delays());
    }
    if (!c.usual().isEmpty()) {
      tables.add(ways());
    }
    return tables;
  }

  /** A against A. */
  private TextTable same() {
    List<CalibrationSitting> same = c.same();
    long anyWrong =
        same.stream().filter(s -> s.figures().stream().anyMatch(f -> f.wrong(c.margin()))).count();
    long invalid = c.sittings().stream().filter(s -> s.delay().none() && !s.valid()).count();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("", "sees", "interval", "between forks", "between sittings", "wrong"));
    for (Metric metric : Metric.ALL) {
      List<Figure> figures = Calibration.figures(same, metric.name()).toList();
      if (!figures.isEmpty()) {
        rows.add(row(metric.name(), figures));
      }
    }
    return new TextTable(
        "A against A, "
            + same.size()
            + " valid of "
            + (same.size() + invalid)
            + ": a difference was claimed in "
            + anyWrong
            + " of them, in whatever figure. \"sees\" is the smallest difference that is shown"
            + " with a probability of 80%; \"interval\" is the median of half its width.",
        rows);
  }

  private List<String> row(String metric, List<Figure> figures) {
    double half = median(figures.stream().mapToDouble(f -> Math.sqrt(f.high() / f.low()) - 1));
    return List.of(
        Words.percentile(metric),
        percent(c.note().smallestDifference(metric, c.forks(), 1)),
        Words.percent2(half),
        percent(c.spread(metric)),
        c.sittingSpread(metric).map(s -> Words.percent2(s.spread())).orElse("-"),
        figures.stream().filter(f -> f.wrong(c.margin())).count() + " of " + figures.size());
  }

  /** A against A and a known delay. */
  private TextTable delays() {
    Map<Double, List<CalibrationSitting>> byDelay =
        c.delayed().stream()
            .collect(
                Collectors.groupingBy(s -> s.delay().micros(), TreeMap::new, Collectors.toList()));
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("", "truth at P50", "found", "inside", "called slower", "called faster"));
    byDelay.values().forEach(some -> rows.add(row(some)));
    return new TextTable(
        "A against A and a known delay, "
            + c.delayed().size()
            + " valid: the truth lay inside the interval "
            + inside("p50")
            + " at P50, "
            + inside("mean")
            + " at the mean, "
            + inside("p99")
            + " at P99.",
        rows);
  }

  private String inside(String metric) {
    List<Figure> figures = Calibration.figures(c.delayed(), metric).toList();
    return figures.stream().filter(Figure::covers).count() + " times of " + figures.size();
  }

  private static List<String> row(List<CalibrationSitting> some) {
    List<Figure> figures = Calibration.figures(some, "p50").toList();
    KnownDelay delay = some.get(0).delay();
    return List.of(
        delay.asTyped(),
        Words.ratio(median(figures.stream().mapToDouble(Figure::truth))),
        Words.ratio(median(figures.stream().mapToDouble(Figure::ratio))),
        figures.stream().filter(Figure::covers).count() + " of " + figures.size(),
        count(figures, "slower"),
        count(figures, "faster"));
  }

  private static String count(List<Figure> figures, String verdict) {
    return figures.stream().filter(f -> f.verdict().equals(verdict)).count()
        + " of "
        + figures.size();
  }

  /** The lab's way beside the usual one. */
  private TextTable ways() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("", "", "n", "scatter", "off by >5%", "by >10%", "furthest off"));
    for (String metric : List.of("p50", "p90", "p99", "mean")) {
      rows.add(
          ways(
              metric,
              "usual",
              c.usual().stream()
                  .filter(u -> u.ratios().containsKey(metric))
                  .mapToDouble(u -> Math.log(u.ratios().get(metric) / u.truths().get(metric)))
                  .toArray()));
      rows.add(
          ways(
              metric,
              "lab",
              Calibration.figures(valid(), metric)
                  .mapToDouble(f -> Math.log(f.ratio() / f.truth()))
                  .toArray()));
    }
    return new TextTable(
        "The usual way (one variant after the other in the same time, one JVM each, the first 10 s"
            + " thrown away, percentiles read off) beside the lab's, with and without delays:"
            + " how far the ratio was from the truth. Scatter is the standard deviation of the"
            + " logarithm of that. The usual way has no interval that would say so.",
        rows);
  }

  private List<CalibrationSitting> valid() {
    return c.sittings().stream().filter(CalibrationSitting::valid).toList();
  }

  private static List<String> ways(String metric, String way, double[] off) {
    if (off.length == 0) {
      return List.of(Words.percentile(metric), way, "0", "-", "-", "-", "-");
    }
    double scatter = Math.sqrt(Arrays.stream(off).map(x -> x * x).average().orElseThrow());
    double furthest =
        Arrays.stream(off)
            .boxed()
            .max((a, b) -> Double.compare(Math.abs(a), Math.abs(b)))
            .orElseThrow();
    return List.of(
        Words.percentile(metric),
        way,
        String.valueOf(off.length),
        Words.percent2(scatter),
        beyond(off, 1.05),
        beyond(off, 1.10),
        Words.ratio(Math.exp(furthest)));
  }

  private static String beyond(double[] off, double factor) {
    long count = Arrays.stream(off).filter(x -> Math.abs(x) > Math.log(factor)).count();
    return String.format(Locale.ROOT, "%.0f%%", 100.0 * count / off.length);
  }

  private static String percent(OptionalDouble share) {
    return share.isPresent() ? Words.percent2(share.getAsDouble()) : "-";
  }

  private static double median(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length == 0
        ? Double.NaN
        : sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
