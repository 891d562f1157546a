package dev.tuninglab.lab.report;

import dev.tuninglab.lab.analysis.effects.Best;
import dev.tuninglab.lab.analysis.effects.Gain;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The answer of a matrix in words and lines. */
public final class MatrixText {
  private static final int BAR = 12;

  private MatrixText() {}

  /** What to know first, a sentence each. */
  public static List<String> sentences(MatrixResult matrix, String metric) {
    if (matrix.why() != null) {
      return List.of("Which knobs matter cannot be told: " + matrix.why());
    }
    List<String> sentences = new ArrayList<>();
    sentences.add(matters(matrix, metric));
    mostOfTheGain(matrix.gains()).ifPresent(sentences::add);
    sentences.add(best(matrix.best(), metric));
    sentences.add(mind(matrix));
    return sentences;
  }

  private static String matters(MatrixResult matrix, String metric) {
    List<String> shown =
        matrix.mains().stream()
            .filter(effect -> differs(effect.verdict()))
            .map(effect -> effect.name() + " (" + Words.ratio(effect.ratio()) + ")")
            .toList();
    return shown.isEmpty()
        ? "No knob was shown to matter at " + Words.percentile(metric)
        : "What matters at " + Words.percentile(metric) + ": " + String.join(", ", shown);
  }

  private static Optional<String> mostOfTheGain(List<Gain> gains) {
    if (gains.isEmpty()) {
      return Optional.empty();
    }
    List<String> parts = new ArrayList<>();
    for (Gain gain : gains) {
      parts.add(
          String.join(" and ", gain.levels())
              + (parts.isEmpty() ? " alone " : " ")
              + (parts.isEmpty() ? "has " : "have ")
              + percent(gain.share())
              + " of the gain ("
              + percent(gain.low())
              + " to "
              + percent(gain.high())
              + ")");
    }
    return Optional.of(String.join("; ", parts));
  }

  private static String best(Best best, String metric) {
    return "The best combination is "
        + String.join(", ", best.levels())
        + (best.measured() ? "" : " (it did not run: the effects say so)")
        + ": "
        + Words.percentile(metric)
        + " is "
        + Words.ratio(best.ratio())
        + " ("
        + Words.factor(best.low())
        + " to "
        + Words.factor(best.high())
        + ") of all knobs at their first value; that no other is better is "
        + percent(best.sureness())
        + " sure"
        + best.rivals().stream()
            .findFirst()
            .map(
                r ->
                    ", next is "
                        + String.join(", ", r.levels())
                        + " ("
                        + percent(r.sureness())
                        + ")")
            .orElse("");
  }

  private static String mind(MatrixResult matrix) {
    if (matrix.interactions().isEmpty()) {
      return "Whether knobs mind each other was not looked at: too few combinations ran";
    }
    List<String> shown =
        matrix.interactions().stream()
            .filter(effect -> differs(effect.verdict()))
            .map(effect -> effect.name() + " (" + Words.ratio(effect.ratio()) + ")")
            .toList();
    return shown.isEmpty()
        ? "No two knobs were shown to change each other's effect"
        : "These change each other's effect: " + String.join(", ", shown);
  }

  static boolean differs(String verdict) {
    return verdict.equals("faster") || verdict.equals("slower");
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f%%", share * 100);
  }

  /** How many of how many ran, and what that leaves open. */
  public static String design(MatrixResult matrix) {
    String ran = matrix.runs() + " of " + matrix.combinations() + " combinations";
    if (matrix.resolution() == null) {
      return "all " + matrix.combinations() + " combinations, " + matrix.jvms() + " JVMs";
    }
    return ran
        + ", "
        + matrix.jvms()
        + " JVMs; a fraction of resolution "
        + matrix.resolution()
        + " ("
        + String.join(", ", matrix.generators())
        + "): "
        + switch (matrix.resolution()) {
          case "III" -> "an effect of one knob cannot be told from some of two that interact";
          case "IV" -> "some pairs of knobs that interact cannot be told from each other";
          default -> "all effects of one knob and of two are told apart";
        };
  }

  /** For the terminal. */
  static void render(MatrixResult matrix, String metric, StringBuilder out) {
    TerminalReport.wrap(out, "", design(matrix));
    out.append('\n');
    if (!matrix.mains().isEmpty()) {
      rows(matrix.mains(), "effect", out);
    }
    if (!matrix.interactions().isEmpty()) {
      rows(matrix.interactions(), "both", out);
    }
    sentences(matrix, metric).forEach(line -> TerminalReport.wrap(out, "", line));
    if (matrix.spread() != null) {
      TerminalReport.wrap(
          out,
          "",
          "JVMs of one combination differ by "
              + Words.percent2(matrix.spread())
              + ": the yardstick of all intervals here");
    }
    out.append('\n');
  }

  private static void rows(
      List<MatrixResult.EffectResult> effects, String head, StringBuilder out) {
    int name = effects.stream().mapToInt(e -> e.name().length()).max().orElse(0) + 2;
    boolean narrow = name > 30;
    double most = effects.stream().mapToDouble(e -> Math.abs(Math.log(e.ratio()))).max().orElse(1);
    out.append(TerminalReport.pad("", narrow ? 30 : name))
        .append(TerminalReport.right(head, 8))
        .append("  95% interval      verdict\n");
    for (MatrixResult.EffectResult effect : effects) {
      out.append(
              narrow
                  ? effect.name() + "\n" + " ".repeat(30)
                  : TerminalReport.pad(effect.name(), name))
          .append(TerminalReport.right(Words.ratio(effect.ratio()), 8))
          .append("  ")
          .append(TerminalReport.pad("(" + Words.interval(effect.low(), effect.high()) + ")", 18))
          .append(TerminalReport.pad(effect.verdict(), 11))
          .append("#".repeat(bar(effect, most)))
          .append('\n');
    }
    out.append('\n');
  }

  private static int bar(MatrixResult.EffectResult effect, double most) {
    return most == 0 ? 0 : (int) Math.round(Math.abs(Math.log(effect.ratio())) / most * BAR);
  }
}
