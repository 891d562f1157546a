package dev.tuninglab.lab.panel;

import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Units;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an experiment printed, and what can be learnt from it. Not for several threads at once. */
final class JobLog {
  private static final int MOST_LINES = 200;

  private static final Pattern BUDGET =
      Pattern.compile(" forks within ([^,]+),|, about ([^,]+) in all");
  private static final Pattern REPORT = Pattern.compile("report: (.+)[/\\\\]report\\.html");
  private static final Pattern KEPT =
      Pattern.compile("lab: what was measured so far is kept in ([^;]+);.*");

  private static final String COMPLAINT = "lab: ";

  private final Deque<String> lines = new ArrayDeque<>();
  private Long budgetSeconds;
  private String result;
  private String complaint;

  void add(String line) {
    lines.add(line);
    if (lines.size() > MOST_LINES) {
      lines.remove();
    }
    Matcher budget = BUDGET.matcher(line);
    if (budgetSeconds == null && budget.find()) {
      budgetSeconds = seconds(budget.group(1) == null ? budget.group(2) : budget.group(1));
    }
    Matcher report = REPORT.matcher(line);
    Matcher kept = KEPT.matcher(line);
    if (report.matches()) {
      result = name(report.group(1));
    } else if (kept.matches()) {
      result = name(kept.group(1));
    } else if (line.startsWith(COMPLAINT)) {
      complaint = line.substring(COMPLAINT.length());
    }
  }

  private static String name(String folder) {
    return Path.of(folder).getFileName().toString();
  }

  private static Long seconds(String text) {
    try {
      return Units.duration("budget", text).toSeconds();
    } catch (BadInput e) {
      return null; // of a form that is only for people
    }
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  /** Null while it is not known. */
  Long budgetSeconds() {
    return budgetSeconds;
  }

  /** Name of the results folder; null where none is known. */
  String result() {
    return result;
  }

  /** The last line in which the lab said what is wrong; null if it did not. */
  String complaint() {
    return complaint;
  }
}
