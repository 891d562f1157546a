package dev.tuninglab.lab.report;

import static dev.tuninglab.lab.report.MarkdownText.escape;

import java.util.List;

/** The answer to another question than a comparison, in a comment on a pull request. */
final class MarkdownAnswer {
  private MarkdownAnswer() {}

  static void render(Result result, StringBuilder out) {
    AnswerPage answer = new AnswerPage(result);
    List<String> sentences = answer.sentences();
    out.append("**").append(escape(sentences.get(0))).append("**\n\n");
    sentences.stream().skip(1).forEach(line -> out.append("- ").append(escape(line)).append('\n'));
    out.append('\n');
    if (answer.matrix() != null) {
      effects(answer.matrix().mains(), "effect", out);
      effects(answer.matrix().interactions(), "both", out);
      out.append(escape(MatrixText.design(answer.matrix()))).append("\n\n");
    } else if (answer.capacity() != null) {
      capacities(answer.capacity(), out);
    } else {
      points(answer, result, out);
    }
  }

  private static void effects(
      List<MatrixResult.EffectResult> effects, String head, StringBuilder out) {
    if (effects.isEmpty()) {
      return;
    }
    out.append("| ")
        .append(head)
        .append(" | ratio | 95% interval | verdict |\n|---|--:|---|---|\n");
    for (MatrixResult.EffectResult effect : effects) {
      out.append("| ").append(escape(effect.name()));
      out.append(" | ").append(Words.ratio(effect.ratio()));
      out.append(" | ").append(Words.interval(effect.low(), effect.high()));
      out.append(" | ").append(effect.verdict()).append(" |\n");
    }
    out.append('\n');
  }

  private static void capacities(CapacityResult capacity, StringBuilder out) {
    out.append("| variant | highest rate that held | 95% interval | a day |\n|---|--:|---|--:|\n");
    for (CapacityResult.HeldResult held : capacity.variants()) {
      out.append("| ").append(escape(held.variant()));
      out.append(" | ").append(escape(CapacityText.figure(held)));
      out.append(" | ").append(CapacityText.interval(held));
      out.append(" | ")
          .append(held.perDay() == null ? "-" : CapacityText.many(held.perDay()))
          .append(" |\n");
    }
    out.append("\nLatency in the tries that kept the SLA at the highest rates that held:\n\n");
  }

  private static void points(AnswerPage answer, Result result, StringBuilder out) {
    out.append("| ")
        .append(escape(answer.sweep().knob()))
        .append(" | ")
        .append(Words.percentile(result.plan().primaryMetric()))
        .append(" | to the best | 95% interval | verdict |\n|---|--:|--:|---|---|\n");
    for (SweepResult.PointResult point : answer.sweep().points()) {
      out.append("| ").append(escape(point.value()));
      out.append(" | ").append(answer.figure(point));
      out.append(" | ").append(point.ratio() == null ? "-" : Words.ratio(point.ratio()));
      out.append(" | ").append(SweepText.interval(point));
      out.append(" | ").append(point.verdict()).append(" |\n");
    }
    out.append('\n');
  }
}
