package dev.tuninglab.lab.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * Positions of ratios and their intervals on one logarithmic axis with 1x in its middle, in percent
 * of its width.
 *
 * @param margin half-width of what counts as the same, as a share
 */
public record ForestPlot(List<Interval> intervals, double margin) {
  /** From fine to coarse: the first is taken that reaches half way to the ends and is not dense. */
  private static final List<double[]> MARKS =
      List.of(
          new double[] {0.8, 0.9, 1, 1.1, 1.25},
          new double[] {0.5, 0.7, 1, 1.4, 2},
          new double[] {0.1, 0.2, 0.5, 1, 2, 5, 10},
          new double[] {0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100},
          new double[] {0.0001, 0.001, 0.01, 0.1, 1, 10, 100, 1_000, 10_000});

  private static final int MOST_MARKS = 7;

  /** An interval may reach far further than any ratio: it is cut here, and shown to be. */
  private static final double FURTHEST_INTERVAL = Math.log(16);

  /** A ratio, and where it may lie. */
  public record Interval(double ratio, double low, double high) {}

  public ForestPlot {
    intervals = List.copyOf(intervals);
  }

  static ForestPlot of(Result result) {
    return new ForestPlot(
        result.comparisons().stream().map(c -> new Interval(c.ratio(), c.low(), c.high())).toList(),
        result.plan().margin());
  }

  /** A mark on the axis. */
  public record Mark(String position, String label) {}

  public String position(double ratio) {
    return percent(share(ratio));
  }

  /** Of a bar between two ratios; never too narrow to be seen. */
  public String width(double low, double high) {
    return percent(Math.max(0.004, share(high) - share(low)));
  }

  /** Whether a ratio lies beyond an end of the axis. */
  public boolean beyond(double ratio) {
    return !(Math.abs(Math.log(ratio)) <= span());
  }

  public List<Mark> marks() {
    double[] marks =
        MARKS.stream()
            .filter(each -> -Math.log(each[0]) > span() / 2)
            .filter(each -> shown(each).count() <= MOST_MARKS)
            .findFirst()
            .orElse(MARKS.get(MARKS.size() - 1));
    return shown(marks).mapToObj(ratio -> new Mark(position(ratio), label(ratio))).toList();
  }

  private DoubleStream shown(double[] marks) {
    return DoubleStream.of(marks).filter(ratio -> !beyond(ratio));
  }

  private static String label(double ratio) {
    return (ratio == Math.rint(ratio) ? String.valueOf((long) ratio) : String.valueOf(ratio)) + "x";
  }

  /** From the left end, 0 to 1. */
  private double share(double ratio) {
    double share = (Math.log(ratio) + span()) / (2 * span());
    return Math.max(0, Math.min(1, share));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f", 100 * share);
  }

  /** Half the axis, as a logarithm: room for every ratio, and for intervals within reason. */
  private double span() {
    double ratios = furthest(intervals.stream().mapToDouble(Interval::ratio));
    double ends =
        furthest(intervals.stream().flatMapToDouble(i -> DoubleStream.of(i.low(), i.high())));
    double same = Math.log(1 + margin);
    return 1.08 * Math.max(Math.max(2 * same, ratios), Math.min(ends, FURTHEST_INTERVAL));
  }

  private static double furthest(DoubleStream ratios) {
    return ratios.map(ratio -> Math.abs(Math.log(ratio))).filter(Double::isFinite).max().orElse(0);
  }
}
