package dev.tuninglab.lab.cli;

import dev.tuninglab.lab.experiment.Knob;
import dev.tuninglab.lab.report.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Knobs for a terminal of 80 columns: name, values, workload, and below what to expect and the
 * settings that belong to the knob.
 */
final class KnobTable {
  private static final int WIDTH = 80;
  private static final int LONGEST_NAME = 20;
  private static final int GAP = 2;
  private static final String WORKLOAD = "workload ";

  private final int nameWidth;
  private final StringBuilder out = new StringBuilder();

  private KnobTable(int nameWidth) {
    this.nameWidth = nameWidth;
  }

  static String render(Collection<Knob> knobs) {
    Map<String, List<Knob>> families = new LinkedHashMap<>();
    knobs.forEach(
        knob -> families.computeIfAbsent(knob.family(), unseen -> new ArrayList<>()).add(knob));
    int longest = families.keySet().stream().mapToInt(String::length).max().orElse(0);
    KnobTable table = new KnobTable(Math.min(longest, LONGEST_NAME) + GAP);
    families.values().forEach(table::family);
    return table.out.toString();
  }

  private void family(List<Knob> members) {
    if (!out.isEmpty()) {
      out.append('\n');
    }
    Knob first = members.get(0);
    String workload = WORKLOAD + first.workload();
    int room = WIDTH - nameWidth;
    List<String> values = Words.lines(values(first), room - GAP - workload.length(), room);
    line(first.name(), pad(values.get(0), room - workload.length()) + workload);
    values.stream().skip(1).forEach(rest -> line("", rest));
    if (!first.expect().isEmpty()) {
      Words.lines(first.expect(), room, room).forEach(text -> line("", text));
    }
    members.stream().skip(1).forEach(setting -> setting(setting, first));
  }

  private void setting(Knob setting, Knob of) {
    String text = setting.name() + " " + values(setting);
    if (!setting.expect().isEmpty()) {
      text += ": " + setting.expect();
    }
    if (!setting.workload().equals(of.workload())) {
      text += "; " + WORKLOAD + setting.workload();
    }
    int room = WIDTH - nameWidth;
    List<String> lines = Words.lines(text, room, room - GAP);
    line("", lines.get(0));
    lines.stream().skip(1).forEach(rest -> line("", " ".repeat(GAP) + rest));
  }

  private static String values(Knob knob) {
    return knob.domain().text() + " (default " + knob.defaultValue() + ")";
  }

  private void line(String name, String text) {
    if (name.length() > nameWidth - GAP) {
      out.append(name).append('\n');
      name = "";
    }
    out.append(pad(name, nameWidth)).append(text.stripTrailing()).append('\n');
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
