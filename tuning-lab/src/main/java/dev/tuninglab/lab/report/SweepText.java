package dev.tuninglab.lab.report;

import java.util.ArrayList;
import java.util.List;

/** The answer of a sweep in words and lines. */
public final class SweepText {
  private static final int BAR = 24;

  private SweepText() {}

  /** What to know first, a sentence each. */
  public static List<String> sentences(SweepResult sweep, String metric) {
    if (sweep.why() != null) {
      return List.of("How much is right cannot be told: " + sweep.why());
    }
    List<String> sentences = new ArrayList<>();
    sentences.add(
        sweep.enough() == null
            ? "No value is shown to be the same as the best, so none is called enough; the best"
                + " estimate has "
                + named(sweep, sweep.best())
            : named(sweep, sweep.enough())
                + " is enough: the smallest value that is the same as the best at "
                + Words.percentile(metric));
    sentences.add(
        sweep.knee() == null
            ? "The curve has no knee"
            : "The knee is at "
                + named(sweep, sweep.knee().value())
                + ": from there on, more brings little ("
                + Words.percent2(sweep.knee().sureness())
                + " sure)");
    for (SweepResult.FormulaResult formula : sweep.formulas()) {
      sentences.add(formula.name() + " says " + formula.value() + ": " + formula.how());
    }
    return sentences;
  }

  private static String named(SweepResult sweep, String value) {
    return sweep.knob() + "=" + value;
  }

  /** For the terminal. */
  static void render(SweepResult sweep, String metric, StringBuilder out) {
    boolean throughput = metric.equals("throughput");
    double most =
        sweep.points().stream()
            .mapToDouble(p -> p.figure() == null ? 0 : p.figure())
            .max()
            .orElse(0);
    out.append(TerminalReport.pad(sweep.knob(), 12))
        .append(TerminalReport.right(Words.percentile(metric), 9))
        .append(TerminalReport.right("to best", 9))
        .append("  95% interval      verdict\n");
    for (SweepResult.PointResult point : sweep.points()) {
      out.append(TerminalReport.pad(point.value(), 12))
          .append(TerminalReport.right(figure(point.figure(), throughput), 9))
          .append(TerminalReport.right(point.ratio() == null ? "-" : Words.ratio(point.ratio()), 9))
          .append("  ")
          .append(TerminalReport.pad(interval(point), 18))
          .append(TerminalReport.pad(point.verdict(), 11))
          .append(bar(point, most))
          .append('\n');
    }
    out.append('\n');
    sentences(sweep, metric).forEach(line -> TerminalReport.wrap(out, "", line));
    out.append('\n');
  }

  /** Of a latency with its unit, of a throughput a second. */
  public static String figure(Double figure, boolean throughput) {
    if (figure == null) {
      return "-";
    }
    return throughput ? Words.number(figure) + "/s" : Words.latency(figure);
  }

  /** {@code (0.98 to 1.03)}; nothing for the best itself. */
  public static String interval(SweepResult.PointResult point) {
    return point.ratio() == null || point.low().equals(point.high())
        ? ""
        : "(" + Words.interval(point.low(), point.high()) + ")";
  }

  private static String bar(SweepResult.PointResult point, double most) {
    if (point.figure() == null || most == 0) {
      return "";
    }
    return "#".repeat((int) Math.max(1, Math.round(point.figure() / most * (BAR - 6))));
  }
}
