package dev.tuninglab.lab.report;

import static dev.tuninglab.lab.report.MarkdownText.escape;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The result as a comment on a pull request: what failed, the verdicts and their causes; the rest
 * unfolds.
 */
public final class MarkdownReport {
  private static final List<String> COLUMNS = List.of("p50", "p90", "p95", "p99", "p99.9", "max");

  private MarkdownReport() {}

  public static String render(Result result) {
    StringBuilder out = new StringBuilder();
    out.append("# ").append(escape(result.name())).append("\n\n");
    failedGates(result, out);
    result
        .invalidReasons()
        .forEach(r -> out.append("> **Invalid:** ").append(escape(r)).append("\n\n"));
    answer(result, out);
    findings(result, out);
    variants(result, out);
    unfold(warningsTitle(result), warnings(result), out);
    unfold("Gates: " + result.gates().size(), gates(result), out);
    unfold("All figures with their intervals", comparisons(result), out);
    unfold("How it was measured", foot(result), out);
    out.append("Run it again:\n\n").append(MarkdownText.code(Words.command(result.command())));
    return out.toString();
  }

  private static void answer(Result result, StringBuilder out) {
    if (!result.answer().compares()) {
      MarkdownAnswer.render(result, out);
      return;
    }
    for (Result.VariantResult candidate : result.candidates()) {
      verdict(result, candidate.name(), out);
    }
  }

  private static void failedGates(Result result, StringBuilder out) {
    for (Result.GateResult gate : result.gates()) {
      if (!gate.passed()) {
        out.append("> **Gate ")
            .append(GateText.outcome(gate))
            .append(":** ")
            .append(escape(GateText.line(gate)))
            .append("\n\n");
      }
    }
  }

  private static void verdict(Result result, String candidate, StringBuilder out) {
    out.append("**").append(escape(VerdictText.verdict(result, candidate))).append("**\n\n");
    List<String> sentences = new ArrayList<>();
    if (result.why() != null) {
      result.why().explanations().stream()
          .filter(explanation -> explanation.candidate().equals(candidate))
          .forEach(explanation -> sentences.addAll(explanation.sentences()));
    }
    sentences.forEach(sentence -> out.append("- ").append(escape(sentence)).append('\n'));
    out.append(sentences.isEmpty() ? "" : "\n");
  }

  private static void findings(Result result, StringBuilder out) {
    if (result.why() != null) {
      result
          .why()
          .findings()
          .forEach(finding -> out.append("> Found: ").append(escape(finding)).append("\n\n"));
    }
  }

  /** A blank line after the tag: what follows is Markdown again. */
  private static void unfold(String title, String content, StringBuilder out) {
    if (!content.isEmpty()) {
      out.append("<details><summary>")
          .append(title)
          .append("</summary>\n\n")
          .append(content)
          .append("\n</details>\n\n");
    }
  }

  private static String warningsTitle(Result result) {
    int count = result.warnings().size();
    return count + (count == 1 ? " warning" : " warnings");
  }

  private static String warnings(Result result) {
    return result.warnings().stream()
        .map(warning -> "- " + escape(warning) + "\n")
        .collect(Collectors.joining());
  }

  private static String gates(Result result) {
    if (result.gates().isEmpty()) {
      return "";
    }
    StringBuilder out =
        new StringBuilder(
            "| gate | variant | outcome | value | 95% interval | |\n|---|---|---|--:|---|---|\n");
    for (Result.GateResult gate : result.gates()) {
      String outcome = GateText.outcome(gate);
      out.append("| ").append(escape(gate.rule()));
      out.append(" | ").append(escape(gate.of()));
      out.append(" | ").append(gate.passed() ? outcome : "**" + outcome + "**");
      out.append(" | ").append(GateText.value(gate));
      out.append(" | ").append(GateText.interval(gate));
      out.append(" | ").append(gate.why() == null ? "" : escape(gate.why())).append(" |\n");
    }
    return out.toString();
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

  private static String comparisons(Result result) {
    if (result.comparisons().isEmpty()) {
      return "";
    }
    StringBuilder out =
        new StringBuilder(
            "| candidate | metric | ratio | 95% interval | verdict | sees |\n"
                + "|---|---|--:|---|---|--:|\n");
    for (Result.ComparisonResult c : result.comparisons()) {
      out.append("| ").append(escape(c.candidate()));
      out.append(" | ").append(escape(VerdictText.figure(c.metric(), c.endpoint())));
      out.append(" | ").append(Words.ratio(c.ratio()));
      out.append(" | ").append(Words.interval(c));
      out.append(" | ").append(c.verdict());
      out.append(" | ").append(Words.percent2(c.smallestDifference())).append(" |\n");
    }
    notClaimed(result, out);
    out.append(
        "\nRatios are candidate / baseline of latency from the scheduled instant; below 1 is"
            + " faster, but for throughput above 1. \"Sees\" is the smallest difference that would"
            + " have been shown with a probability of 80%.\n");
    return out.toString();
  }

  private static void notClaimed(Result result, StringBuilder out) {
    for (Result.VariantResult candidate : result.candidates()) {
      List<String> figures = VerdictText.notClaimed(result, candidate.name());
      if (!figures.isEmpty()) {
        out.append("\nNot claimed of ")
            .append(escape(candidate.name()))
            .append(": ")
            .append(escape(String.join("; ", figures)))
            .append(".\n");
      }
    }
  }

  private static String foot(Result result) {
    Result.Plan plan = result.plan();
    StringBuilder out = new StringBuilder("Workload ");
    out.append(escape(result.workload()))
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
        .append(".\n");
    return out.toString();
  }
}
