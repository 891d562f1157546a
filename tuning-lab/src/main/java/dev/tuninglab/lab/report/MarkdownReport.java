package dev.tuninglab.lab.report;

import java.util.List;
import java.util.stream.Collectors;

/** The result for a pull request or a README. */
public final class MarkdownReport {
  private static final List<String> COLUMNS = List.of("p50", "p90", "p95", "p99", "p99.9", "max");

  private MarkdownReport() {}

  public static String render(Result result) {
    StringBuilder out = new StringBuilder();
    out.append("# ").append(escape(result.name())).append("\n\n");
    for (Result.VariantResult candidate : result.candidates()) {
      out.append("**")
          .append(escape(VerdictText.verdict(result, candidate.name())))
          .append("**\n\n");
    }
    result
        .invalidReasons()
        .forEach(r -> out.append("> **Invalid:** ").append(escape(r)).append("\n\n"));
    result.warnings().forEach(w -> out.append("> Warning: ").append(escape(w)).append("\n\n"));
    gates(result, out);
    variants(result, out);
    comparisons(result, out);
    foot(result, out);
    return out.toString();
  }

  private static void gates(Result result, StringBuilder out) {
    if (result.gates().isEmpty()) {
      return;
    }
    out.append(
        "| gate | variant | outcome | value | 95% interval | |\n|---|---|---|--:|---|---|\n");
    for (Result.GateResult gate : result.gates()) {
      String outcome = GateText.outcome(gate);
      out.append("| ").append(escape(gate.rule()));
      out.append(" | ").append(escape(gate.variant()));
      out.append(" | ").append(gate.passed() ? outcome : "**" + outcome + "**");
      out.append(" | ").append(GateText.value(gate));
      out.append(" | ").append(GateText.interval(gate));
      out.append(" | ").append(gate.why() == null ? "" : escape(gate.why())).append(" |\n");
    }
    out.append('\n');
  }

  private static void variants(Result result, StringBuilder out) {
    boolean refused = result.anyRefused();
    out.append("| variant | ")
        .append(COLUMNS.stream().map(Words::percentile).collect(Collectors.joining(" | ")))
        .append(refused ? " | req/s | errors | refused |\n|---|" : " | req/s | errors |\n|---|")
        .append("--:|".repeat(COLUMNS.size() + (refused ? 3 : 2)))
        .append('\n');
    for (Result.VariantResult variant : result.variants()) {
      out.append("| ").append(escape(variant.name()));
      COLUMNS.forEach(c -> out.append(" | ").append(Words.latency(variant.latencyMicros(), c)));
      out.append(" | ").append(Words.number(variant.ratePerSecond()));
      out.append(" | ").append(Words.share(variant.errorShare()));
      out.append(refused ? " | " + Words.share(variant.refusedShare()) : "").append(" |\n");
    }
    out.append('\n');
  }

  private static void comparisons(Result result, StringBuilder out) {
    if (result.comparisons().isEmpty()) {
      return;
    }
    out.append(
        "| candidate | metric | ratio | 95% interval | verdict | sees |\n|---|---|--:|---|---|--:|\n");
    for (Result.ComparisonResult c : result.comparisons()) {
      out.append("| ").append(escape(c.candidate()));
      out.append(" | ").append(escape(VerdictText.figure(c.metric(), c.endpoint())));
      out.append(" | ").append(Words.ratio(c.ratio()));
      out.append(" | ").append(Words.interval(c));
      out.append(" | ").append(c.verdict());
      out.append(" | ").append(Words.percent2(c.smallestDifference())).append(" |\n");
    }
    out.append('\n');
    notClaimed(result, out);
  }

  private static void notClaimed(Result result, StringBuilder out) {
    for (Result.VariantResult candidate : result.candidates()) {
      List<String> figures = VerdictText.notClaimed(result, candidate.name());
      if (!figures.isEmpty()) {
        out.append("Not claimed of ")
            .append(escape(candidate.name()))
            .append(": ")
            .append(escape(String.join("; ", figures)))
            .append(".\n\n");
      }
    }
  }

  private static void foot(Result result, StringBuilder out) {
    Result.Plan plan = result.plan();
    out.append(
            "Ratios are candidate / baseline of latency from the scheduled instant; below 1 is faster, but for throughput above 1. \"Sees\" is the smallest difference that would have been shown with a probability of 80%. ")
        .append("Workload ")
        .append(escape(result.workload()))
        .append(", ")
        .append(Words.load(plan))
        .append(", ")
        .append(Words.sample(plan.rounds(), plan.forks()))
        .append(" of ")
        .append(Words.number(plan.sliceSeconds()))
        .append("s slices, ")
        .append(escape(result.data()))
        .append(". ");
    Words.links(result).forEach(link -> out.append("Network: ").append(escape(link)).append(". "));
    String checks = Words.checks(result);
    out.append(checks.isEmpty() ? "" : "Checked: " + escape(checks) + ". ");
    out.append("Machine: ")
        .append(escape(Words.machine(result)))
        .append("; ")
        .append(escape(CalibrationText.calibration(result)))
        .append(".\n\nRun it again: `")
        .append(Words.command(result.command()).replace("`", "'"))
        .append("`\n");
  }

  /** Text from a target file must not become markup. */
  private static String escape(String text) {
    return text.replaceAll("([\\\\`*_\\[\\]<>|#])", "\\\\$1").replaceAll("\\R", " ");
  }
}
