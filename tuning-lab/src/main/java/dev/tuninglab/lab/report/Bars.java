package dev.tuninglab.lab.report;

/**
 * A bar for each variant in the metric that names the verdict, all on one scale from 0. It is solid
 * up to the lower end of the interval and shaded from there to the upper end: where the candidate
 * would lie beside this baseline.
 */
final class Bars {
  private static final int VALUE = 9;
  private static final int RATIO = 8;

  /** An interval that reaches further than this many of the longest figure is cut there. */
  private static final double FURTHEST = 2;

  private Bars() {}

  /** Nothing of an invalid result, or where the baseline has no figure. */
  static void render(Result result, Glyphs glyphs, int name, StringBuilder out) {
    Double baseline = figure(result, result.variants().get(0));
    if (!result.valid() || baseline == null || baseline <= 0) {
      return;
    }
    int width = TerminalReport.WIDTH - name - 1 - VALUE - RATIO;
    double end = end(result, baseline);
    String metric = result.plan().primaryMetric();
    boolean intervals = result.candidates().stream().anyMatch(v -> shown(result, v) != null);
    out.append(Words.percentile(metric))
        .append(intervals ? " (shaded: the 95% interval of the ratio)\n" : "\n");
    for (Result.VariantResult variant : result.variants()) {
      Double value = figure(result, variant);
      String shownName = TerminalReport.pad(glyphs.cut(variant.name(), name - 1), name);
      if (value == null) {
        out.append(shownName).append("-\n");
        continue;
      }
      Result.ComparisonResult c = shown(result, variant);
      int low = c == null ? columns(value, end, width) : columns(baseline * c.low(), end, width);
      int high = c == null ? low : columns(baseline * c.high(), end, width);
      // An interval that is narrower than a column is still seen.
      int shade = c == null ? 0 : Math.max(1, high - low);
      int solid = Math.max(0, Math.min(low, width - shade));
      String bar = glyphs.solid(solid) + glyphs.shade(Math.min(shade, width));
      String row =
          shownName
              + TerminalReport.pad(bar, width)
              + TerminalReport.right(text(metric, value), VALUE)
              + (c == null ? "" : TerminalReport.right(Words.ratio(c.ratio()), RATIO));
      out.append(row).append('\n');
    }
    out.append('\n');
  }

  private static Result.ComparisonResult shown(Result result, Result.VariantResult variant) {
    return result.primary(variant.name());
  }

  private static Double figure(Result result, Result.VariantResult variant) {
    String metric = result.plan().primaryMetric();
    return metric.equals("throughput")
        ? Double.valueOf(variant.ratePerSecond())
        : variant.latencyMicros().get(metric);
  }

  private static String text(String metric, double value) {
    return metric.equals("throughput") ? Words.number(value) + "/s" : Words.latency(value);
  }

  private static double end(Result result, double baseline) {
    double longest = baseline;
    double furthest = baseline;
    for (Result.VariantResult variant : result.variants()) {
      Double value = figure(result, variant);
      longest = Math.max(longest, value == null ? 0 : value);
      Result.ComparisonResult c = shown(result, variant);
      furthest = Math.max(furthest, c == null ? 0 : baseline * c.high());
    }
    return Math.max(longest, Math.min(furthest, FURTHEST * longest));
  }

  private static int columns(double value, double end, int width) {
    return (int) Math.round(Math.min(1, value / end) * width);
  }
}
