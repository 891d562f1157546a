package dev.tuninglab.lab.report;

import java.util.List;
import java.util.Locale;

/** What the HTML template asks for: texts ready to show, positions ready to draw. */
public record ReportPage(Report report) {
  public static final List<String> COLUMNS = List.of("p50", "p90", "p95", "p99", "p99.9", "max");

  public Result result() {
    return report.result();
  }

  public String verdict(Result.VariantResult candidate) {
    return VerdictText.verdict(result(), candidate.name());
  }

  /** The curves of the warm-up. */
  public WarmUpChart warmUp() {
    return new WarmUpChart(result());
  }

  /** Share of a variant's requests that were refused. */
  public double refused(Result.VariantResult variant) {
    return variant.refusedShare();
  }

  /** Position of a ratio on the axis of the forest plot, in percent of its width, log scale. */
  public String position(double ratio) {
    double span = span();
    double share = (Math.log(ratio) + span) / (2 * span);
    return String.format(Locale.ROOT, "%.2f", 100 * Math.max(0, Math.min(1, share)));
  }

  public String width(double low, double high) {
    return String.format(
        Locale.ROOT,
        "%.2f",
        Math.max(0.3, Double.parseDouble(position(high)) - Double.parseDouble(position(low))));
  }

  /** Ratio at the right end of the axis; its inverse is at the left end. */
  public String axisEnd() {
    return Words.ratio(Math.exp(span()));
  }

  public String axisStart() {
    return Words.ratio(Math.exp(-span()));
  }

  /** Half the axis, as a logarithm: wide enough for every interval, and at least 1.25x. */
  private double span() {
    return 1.05
        * result().comparisons().stream()
            .mapToDouble(c -> Math.max(Math.abs(Math.log(c.low())), Math.abs(Math.log(c.high()))))
            .reduce(Math.log(1.25), Math::max);
  }
}
