package dev.tuninglab.lab.report;

import dev.tuninglab.lab.analysis.Metric;
import java.util.List;

/** The result as a table for a terminal of 80 columns. */
public final class TerminalReport {
  static final int WIDTH = 80;
  private static final List<String> COLUMNS = List.of("p50", "p90", "p95", "p99", "p99.9", "max");
  private static final int COLUMN = 8;
  private static final int REFUSED = 8;
  private static final int FIGURE = 10;
  private static final int NAME = WIDTH - COLUMN * COLUMNS.size() - 7 - 7;

  private TerminalReport() {}

  /** With the characters that every terminal knows. */
  public static String render(Result result) {
    return render(result, Glyphs.ASCII);
  }

  public static String render(Result result, Glyphs glyphs) {
    if (result.answer().gameday() != null) {
      return GameDayText.terminal(result);
    }
    StringBuilder out = new StringBuilder();
    head(result, out);
    variants(result, out);
    answer(result, glyphs, out);
    gates(result, out);
    result.invalidReasons().forEach(reason -> wrap(out, "INVALID: ", reason));
    result.warnings().forEach(warning -> wrap(out, "warning: ", warning));
    wrap(out, "", CalibrationText.calibration(result));
    return out.toString();
  }

  private static void answer(Result result, Glyphs glyphs, StringBuilder out) {
    String metric = result.plan().primaryMetric();
    if (result.answer().matrix() != null) {
      MatrixText.render(result.answer().matrix(), metric, out);
    } else if (result.answer().sweep() != null) {
      SweepText.render(result.answer().sweep(), metric, out);
      findings(result, out);
    } else if (result.answer().capacity() != null) {
      CapacityText.render(result.answer().capacity(), out);
    } else {
      Bars.render(result, glyphs, NAME, out);
      comparisons(result, out);
    }
  }

  private static void head(Result result, StringBuilder out) {
    Result.Plan plan = result.plan();
    wrap(
        out,
        "",
        result.name()
            + ": workload "
            + result.workload()
            + ", "
            + Words.load(plan)
            + ", "
            + Words.sample(plan.rounds(), plan.forks())
            + " of "
            + Words.number(plan.sliceSeconds())
            + "s slices; "
            + result.data());
    Words.links(result).forEach(link -> wrap(out, "", link));
    out.append('\n');
  }

  private static void variants(Result result, StringBuilder out) {
    if (result.answer().capacity() != null) {
      out.append("In the tries that kept the SLA at the highest rates that held:\n");
    }
    boolean refused = result.anyRefused();
    int nameWidth = refused ? NAME - REFUSED : NAME;
    out.append(pad("", nameWidth));
    COLUMNS.forEach(column -> out.append(right(Words.percentile(column), COLUMN)));
    out.append(right("req/s", 7)).append(right("errors", 7));
    out.append(refused ? right("refused", REFUSED) : "").append('\n');
    for (Result.VariantResult variant : result.variants()) {
      String name = variant.name();
      out.append(
          name.length() >= nameWidth ? name + "\n" + pad("", nameWidth) : pad(name, nameWidth));
      COLUMNS.forEach(
          column -> out.append(right(Words.latency(variant.latencyMicros(), column), COLUMN)));
      out.append(right(Words.number(variant.ratePerSecond()), 7));
      out.append(right(Words.share(variant.errorShare()), 7));
      out.append(refused ? right(Words.share(variant.refusedShare()), REFUSED) : "").append('\n');
    }
    if (thin(result)) {
      out.append("P99.9 rests on fewer than 10 requests beyond it: read it as a rough figure.\n");
    }
    out.append('\n');
  }

  /** Whether some P99.9 in the table has too few requests to be claimed in a comparison. */
  static boolean thin(Result result) {
    Metric p999 =
        Metric.ALL.stream().filter(m -> m.name().equals("p99.9")).findFirst().orElseThrow();
    return result.variants().stream().anyMatch(v -> v.requests() < p999.fewestRequests());
  }

  private static void comparisons(Result result, StringBuilder out) {
    for (Result.VariantResult candidate : result.candidates()) {
      wrap(out, "", VerdictText.verdict(result, candidate.name()));
      for (Result.ComparisonResult c : result.comparisons()) {
        if (c.candidate().equals(candidate.name()) && shown(result, c)) {
          comparison(c, out);
        }
      }
      List<String> notClaimed = VerdictText.notClaimed(result, candidate.name());
      if (!notClaimed.isEmpty()) {
        wrap(out, "not claimed: ", String.join("; ", notClaimed));
      }
      why(result, candidate.name(), out);
      out.append('\n');
    }
    findings(result, out);
  }

  private static void why(Result result, String candidate, StringBuilder out) {
    if (result.why() != null) {
      result.why().explanations().stream()
          .filter(explanation -> explanation.candidate().equals(candidate))
          .flatMap(explanation -> explanation.sentences().stream())
          .forEach(sentence -> wrap(out, "why: ", sentence));
    }
  }

  private static void findings(Result result, StringBuilder out) {
    if (result.why() != null && !result.why().findings().isEmpty()) {
      result.why().findings().forEach(finding -> wrap(out, "found: ", finding));
      out.append('\n');
    }
  }

  private static void gates(Result result, StringBuilder out) {
    result.gates().forEach(gate -> wrap(out, GateText.prefix(gate), GateText.line(gate)));
    out.append(result.gates().isEmpty() ? "" : "\n");
  }

  /** Of single endpoints only the metric that the verdict is about: the other reports have all. */
  private static boolean shown(Result result, Result.ComparisonResult c) {
    return c.endpoint() == null || c.metric().equals(result.plan().primaryMetric());
  }

  private static void comparison(Result.ComparisonResult c, StringBuilder out) {
    String figure = VerdictText.figure(c.metric(), c.endpoint());
    out.append("  ");
    if (figure.length() > FIGURE) {
      out.append(figure).append("\n  ").append(" ".repeat(FIGURE));
    } else {
      out.append(pad(figure, FIGURE));
    }
    out.append(right(Words.ratio(c.ratio()), 8))
        .append("  ")
        .append(pad("(" + Words.interval(c) + ")", 18))
        .append(pad(c.verdict(), 11))
        .append(VerdictText.sees(c))
        .append('\n');
  }

  /** Breaks at spaces; what follows the first line is indented. */
  public static void wrap(StringBuilder out, String prefix, String text) {
    out.append(String.join("\n  ", Words.lines(prefix + text, WIDTH, WIDTH - 2))).append('\n');
  }

  static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  static String right(String text, int width) {
    return " ".repeat(Math.max(1, width - text.length())) + text;
  }
}
