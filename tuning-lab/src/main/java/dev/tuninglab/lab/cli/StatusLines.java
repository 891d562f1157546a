package dev.tuninglab.lab.cli;

import dev.tuninglab.lab.report.Glyphs;
import java.io.PrintWriter;
import java.util.List;

/**
 * The last lines of a terminal, drawn over again and again. Control sequences are those that
 * ECMA-48 and the VT100 have in common with every terminal since.
 */
final class StatusLines {
  private static final int WIDTH = 80;
  private static final String ESCAPE = "\u001b[";
  private static final String ERASE_LINE = ESCAPE + "K";
  private static final String ERASE_BELOW = ESCAPE + "J";

  /** A terminal of fewer columns cuts a line then: one that wrapped would be drawn over wrongly. */
  private static final String WRAP_OFF = ESCAPE + "?7l";

  private static final String WRAP_ON = ESCAPE + "?7h";

  private final PrintWriter terminal;
  private final Glyphs glyphs;
  private int shown;

  StatusLines(PrintWriter terminal, Glyphs glyphs) {
    this.terminal = terminal;
    this.glyphs = glyphs;
  }

  /** In place of those shown before. */
  void show(List<String> lines) {
    StringBuilder out = new StringBuilder(toFirst());
    out.append(WRAP_OFF);
    for (int i = 0; i < lines.size(); i++) {
      out.append(i == 0 ? "" : "\r\n").append(visible(lines.get(i))).append(ERASE_LINE);
    }
    out.append(ERASE_BELOW).append(WRAP_ON);
    terminal.print(out);
    terminal.flush();
    shown = lines.size();
  }

  void erase() {
    if (shown > 0) {
      terminal.print(toFirst() + ERASE_BELOW);
      terminal.flush();
      shown = 0;
    }
  }

  private String toFirst() {
    return "\r" + (shown > 1 ? ESCAPE + (shown - 1) + "A" : "");
  }

  /** Within 80 columns; a name from a file must not steer the terminal. */
  private String visible(String line) {
    return glyphs.cut(line.replaceAll("\\p{Cntrl}", "?"), WIDTH - 1);
  }
}
