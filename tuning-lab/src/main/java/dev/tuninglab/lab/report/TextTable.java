package dev.tuninglab.lab.report;

import java.util.List;

/**
 * A sentence and a table below it.
 *
 * @param rows the first holds the headings
 */
public record TextTable(String sentence, List<List<String>> rows) {
  void terminal(StringBuilder out) {
    TerminalReport.wrap(out, "", sentence);
    int[] widths = new int[rows.get(0).size()];
    rows.forEach(
        row -> {
          for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], row.get(i).length());
          }
        });
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder("  ");
      for (int i = 0; i < widths.length; i++) {
        String gap = " ".repeat(widths[i] - row.get(i).length());
        line.append(i == 0 ? row.get(i) + gap : "  " + gap + row.get(i));
      }
      out.append(line).append('\n');
    }
    out.append('\n');
  }

  void markdown(StringBuilder out) {
    out.append(sentence).append("\n\n");
    for (int i = 0; i < rows.size(); i++) {
      out.append("| ").append(String.join(" | ", rows.get(i))).append(" |\n");
      if (i == 0) {
        out.append("|---|").append("--:|".repeat(rows.get(0).size() - 1)).append('\n');
      }
    }
    out.append('\n');
  }
}
