package dev.tuninglab.lab.cli;

import dev.tuninglab.lab.experiment.Gates;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The rules that a result has to keep. */
final class GateOptions {
  private static final String UNDECIDED = "--undecided";

  @Option(
      names = "--gate",
      paramLabel = "RULE",
      description =
          "Exit with 1 unless this is shown to hold, such as 'p99<50ms', 'throughput>200/s', 'errors<0.1%%' (every variant) or 'p95 ratio<1.05' (every candidate against the baseline); may be repeated.")
  private List<String> rules = new ArrayList<>();

  @Option(
      names = UNDECIDED,
      paramLabel = "WHAT",
      description =
          "What becomes of a gate that what was measured cannot decide: fail or pass (default: fail).")
  private String undecided;

  /** As asked for. */
  Gates gates() {
    return over(Gates.NONE);
  }

  /** As asked for now; what is not asked for is as it was then. */
  Gates over(Gates stored) {
    Gates.Undecided then =
        undecided == null ? stored.undecided() : Gates.Undecided.parse(UNDECIDED, undecided);
    return rules.isEmpty() ? new Gates(stored.rules(), then) : Gates.parse(rules, then);
  }

  /** The words that ask for exactly these again. */
  static List<String> words(Gates gates) {
    List<String> words = new ArrayList<>();
    gates.rules().forEach(rule -> words.addAll(List.of("--gate", rule.text())));
    if (gates.undecided() != Gates.NONE.undecided()) {
      words.addAll(List.of(UNDECIDED, gates.undecided().text()));
    }
    return words;
  }
}
