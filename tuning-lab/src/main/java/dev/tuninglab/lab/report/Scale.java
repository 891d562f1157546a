package dev.tuninglab.lab.report;

import java.util.List;

/**
 * A logarithmic axis for the ratios of several runs: wide enough for every ratio, and for their
 * intervals within reason.
 */
record Scale(double low, double high) {
  /** An interval may reach further than any ratio: beyond this factor it is cut. */
  private static final double FURTHEST = 2;

  static Scale of(List<History.Point> points) {
    double least = points.stream().mapToDouble(History.Point::ratio).min().orElse(1);
    double most = points.stream().mapToDouble(History.Point::ratio).max().orElse(1);
    double low = points.stream().mapToDouble(History.Point::low).min().orElse(1);
    double high = points.stream().mapToDouble(History.Point::high).max().orElse(1);
    return new Scale(
        Math.log(Math.max(low, least / FURTHEST)) - 0.02,
        Math.log(Math.min(high, most * FURTHEST)) + 0.02);
  }

  /** From 0 at the low end to 1 at the high one; ratios beyond are at the ends. */
  double share(double ratio) {
    return Math.max(0, Math.min(1, (Math.log(ratio) - low) / (high - low)));
  }

  /** {@code --o---}: the interval and the ratio in it. */
  String row(History.Point point, int width) {
    StringBuilder row = new StringBuilder(" ".repeat(width));
    for (int i = column(point.low(), width); i <= column(point.high(), width); i++) {
      row.setCharAt(i, '-');
    }
    row.setCharAt(column(point.ratio(), width), 'o');
    return row.toString();
  }

  private int column(double ratio, int width) {
    return (int) Math.round(share(ratio) * (width - 1));
  }
}
