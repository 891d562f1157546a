package dev.tuninglab.lab.report;

import static dev.tuninglab.lab.report.MarkdownText.escape;

/** A game day as a comment on a pull request. */
final class GameDayMarkdown {
  private GameDayMarkdown() {}

  static String render(Result result) {
    StringBuilder out = new StringBuilder("# ").append(escape(result.name())).append("\n\n");
    result.gates().stream()
        .filter(gate -> !gate.passed())
        .forEach(
            gate ->
                out.append("> **Gate ")
                    .append(GateText.outcome(gate))
                    .append(":** ")
                    .append(escape(GateText.line(gate)))
                    .append("\n\n"));
    result
        .invalidReasons()
        .forEach(r -> out.append("> **Invalid:** ").append(escape(r)).append("\n\n"));
    out.append(escape(GameDayText.head(result))).append("\n\n");
    out.append(escape(GameDayText.legend(result.answer().gameday()))).append("\n\n");
    GameDayText.tables(result).forEach(table -> escaped(table).markdown(out));
    for (GameDayResult.DayResult day : result.answer().gameday().days()) {
      GameDayText.sentences(day)
          .forEach(text -> out.append("- ").append(escape(text)).append('\n'));
    }
    out.append('\n');
    result.warnings().forEach(w -> out.append("- warning: ").append(escape(w)).append('\n'));
    result.gates().stream()
        .filter(Result.GateResult::passed)
        .forEach(
            gate ->
                out.append("- gate ")
                    .append(GateText.outcome(gate))
                    .append(": ")
                    .append(escape(GateText.line(gate)))
                    .append('\n'));
    out.append('\n').append(escape(GameDayText.SAYS_NOT)).append("\n\n");
    return out.append("Run it again:\n\n")
        .append(MarkdownText.code(Words.command(result.command())))
        .toString();
  }

  private static TextTable escaped(TextTable table) {
    return new TextTable(
        escape(table.sentence()),
        table.rows().stream().map(row -> row.stream().map(MarkdownText::escape).toList()).toList());
  }
}
