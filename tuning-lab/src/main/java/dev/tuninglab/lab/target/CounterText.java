package dev.tuninglab.lab.target;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Metrics in the text form of Prometheus, which OpenMetrics shares as far as counters go: a line a
 * series, {@code name{label="value"} 12.0}, with a time or an exemplar behind it at most.
 *
 * <p>Source: Prometheus, <i>Exposition formats</i>; OpenMetrics 1.0, section "Text Format".
 */
final class CounterText {
  private static final Pattern NAME = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)[ \\t]*");
  private static final Pattern LABEL =
      Pattern.compile(
          "\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*=\\s*\"((?:[^\"\\\\]|\\\\.)*)\"\\s*(,|(?=}))");
  private static final Pattern VALUE = Pattern.compile("\\s*(\\S+).*");

  private final String text;

  CounterText(String text) {
    this.text = text;
  }

  /**
   * The sum of a counter's series.
   *
   * @param except series that have one of these values at one of these labels are left out
   * @return empty if there is no series of that name, left out or not
   * @throws NumberFormatException if one of them has no number that counts something
   */
  OptionalDouble sum(String counter, Map<String, List<String>> except) {
    OptionalDouble sum = OptionalDouble.empty();
    for (String line : text.split("\n")) {
      Matcher name = NAME.matcher(line);
      if (!name.lookingAt() || !name.group(1).equals(counter)) {
        continue;
      }
      boolean left = false;
      int at = name.end();
      if (at < line.length() && line.charAt(at) == '{') {
        Matcher label = LABEL.matcher(line).region(at + 1, line.length());
        while (label.lookingAt()) {
          left |= except.getOrDefault(label.group(1), List.of()).contains(plain(label.group(2)));
          at = label.end();
          label.region(at, line.length());
        }
        at = line.indexOf('}', at) + 1;
      }
      sum = OptionalDouble.of(sum.orElse(0) + (left ? 0 : value(line.substring(at))));
    }
    return sum;
  }

  /** The names of all series: for whoever looked for another. */
  Set<String> names() {
    Set<String> names = new TreeSet<>();
    for (String line : text.split("\n")) {
      Matcher name = NAME.matcher(line);
      if (name.lookingAt()) {
        names.add(name.group(1));
      }
    }
    return names;
  }

  private static double value(String rest) {
    Matcher value = VALUE.matcher(rest);
    double number = Double.parseDouble(value.matches() ? value.group(1) : rest);
    if (!(number >= 0 && number < Double.POSITIVE_INFINITY)) {
      throw new NumberFormatException(value.group(1));
    }
    return number;
  }

  private static String plain(String escaped) {
    return escaped.replace("\\n", "\n").replaceAll("(?s)\\\\(.)", "$1");
  }
}
