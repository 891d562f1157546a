package dev.tuninglab.lab.init;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says what was found, in 80 columns. */
final class FoundText {
  private static final int WIDTH = 80;
  private static final int MOST_SHOWN = 20;

  private final StringBuilder out = new StringBuilder();

  private FoundText() {}

  static String of(FoundRequests found) {
    FoundText text = new FoundText();
    text.wrapped("", "read: " + found.source());
    text.requests("reads", found.reads());
    text.requests("writes, which are comments in the file", found.writes());
    found.pace().ifPresent(pace -> text.wrapped("", "pace: " + pace.comment()));
    if (!found.feeders().isEmpty()) {
      text.wrapped("", "feeders: " + String.join(", ", found.feeders().keySet()));
    }
    List<String> secrets =
        found.requests().stream()
            .flatMap(request -> request.secrets().stream())
            .distinct()
            .sorted()
            .toList();
    if (!secrets.isEmpty()) {
      text.wrapped("", "secrets, to be set in the environment: " + String.join(", ", secrets));
    }
    if (!found.leftOut().isEmpty()) {
      text.line("left out");
      found.leftOut().forEach(left -> text.row(left.count(), left.what()));
    }
    found.notes().forEach(note -> text.wrapped("", "note: " + note));
    return text.out.toString();
  }

  private void requests(String title, List<FoundRequest> requests) {
    if (requests.isEmpty()) {
      return;
    }
    line(title);
    requests.stream()
        .limit(MOST_SHOWN)
        .forEach(request -> row(request.weight(), request.method() + " " + request.path()));
    if (requests.size() > MOST_SHOWN) {
      line("           and " + (requests.size() - MOST_SHOWN) + " kinds more");
    }
  }

  private void row(long count, String text) {
    wrapped("  ", String.format(Locale.ROOT, "%,8d ", count) + text);
  }

  private void wrapped(String indent, String text) {
    String rest = printable(text);
    List<String> lines = new ArrayList<>();
    while (indent.length() + rest.length() > WIDTH) {
      int room = WIDTH - indent.length();
      int blank = rest.lastIndexOf(' ', room);
      int cut = blank > room / 2 ? blank : room;
      lines.add(rest.substring(0, cut));
      rest = "           " + rest.substring(cut).stripLeading();
    }
    lines.add(rest);
    lines.forEach(each -> line(indent + each));
  }

  /** Without what would steer a terminal. */
  private static String printable(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
