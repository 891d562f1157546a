package dev.tuninglab.lab.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A made-up terminal without end, which does what the control sequences of the lab ask for. */
final class Screen extends Writer {
  private static final Pattern NEXT =
      Pattern.compile("\u001b\\[(\\?7[lh]|\\d*[AKJ])|\r|\n|([^\u001b\r\n])", Pattern.DOTALL);

  private final List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
  private final StringBuilder pending = new StringBuilder();
  private int row;
  private int column;
  private int widest;
  private boolean wraps = true;

  PrintWriter writer() {
    return new PrintWriter(this, true);
  }

  /** What can be read on it, without blanks at the end. */
  String text() {
    return lines.stream()
        .map(line -> line.toString().stripTrailing())
        .collect(Collectors.joining("\n"))
        .stripTrailing();
  }

  /** Columns of the longest line that was ever shown. */
  int widest() {
    return widest;
  }

  /** Whether it was left as it was found: lines wrap again, the cursor stands at a line's start. */
  boolean atRest() {
    return wraps && column == 0;
  }

  @Override
  public void write(char[] text, int from, int count) {
    pending.append(text, from, count);
  }

  @Override
  public void flush() {
    Matcher next = NEXT.matcher(pending);
    int at = 0;
    while (next.find()) {
      if (next.start() != at) {
        throw new AssertionError("unknown sequence in " + pending.substring(at));
      }
      at = next.end();
      does(next);
    }
    pending.delete(0, at);
  }

  private void does(Matcher next) {
    String sequence = next.group(1);
    if (next.group(2) != null) {
      put(next.group(2));
    } else if (sequence == null) {
      moved(next.group());
    } else if (sequence.startsWith("?7")) {
      wraps = sequence.endsWith("h");
    } else if (sequence.endsWith("A")) {
      row -= Integer.parseInt(sequence.substring(0, sequence.length() - 1));
    } else {
      cut(lines.get(row));
      if (sequence.endsWith("J")) {
        lines.subList(row + 1, lines.size()).clear();
      }
    }
  }

  private void cut(StringBuilder line) {
    line.setLength(Math.min(line.length(), column));
  }

  private void put(String character) {
    StringBuilder line = lines.get(row);
    line.append(" ".repeat(Math.max(0, column - line.length())));
    line.replace(column, Math.min(line.length(), column + 1), character);
    column++;
    widest = Math.max(widest, column);
  }

  private void moved(String where) {
    if (where.equals("\n")) {
      row++;
      if (row == lines.size()) {
        lines.add(new StringBuilder());
      }
    }
    // A terminal's line discipline makes a new line begin at the first column.
    column = 0;
  }

  @Override
  public void close() {}
}
