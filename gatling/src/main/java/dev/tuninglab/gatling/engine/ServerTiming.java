package dev.tuninglab.gatling.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads the {@code Server-Timing} header of a response, as the W3C's Server Timing describes it:
 * {@code db;dur=1.5, cache;desc="hit, warm";dur=0.2}, durations in milliseconds. Whatever is not of
 * that form is passed over. So is a metric without a duration: what was not timed took no known
 * time, which is not the same as none.
 */
final class ServerTiming {
  /** Field names are found whatever their case. */
  static final String HEADER = "server-timing";

  /** Different names that are kept; a server must not be able to fill the generator's heap. */
  static final int MOST_NAMES = 32;

  /** Characters; a longer name is passed over. */
  static final int LONGEST_NAME = 64;

  /** An hour, as long as a slice may be: more is no part of a response. */
  static final double LONGEST_MILLIS = 3_600_000;

  private static final Pattern TOKEN =
      Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1," + LONGEST_NAME + "}");

  /** Narrower than Java's own, which takes "NaN", "1d" and hexadecimal digits as well. */
  private static final Pattern NUMBER =
      Pattern.compile("(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d{1,3})?");

  private ServerTiming() {}

  /**
   * @param lines of the header, in the order in which they came
   * @return microseconds by name, in order; durations of the same name are added up
   */
  static Map<String, Double> phases(List<String> lines) {
    Map<String, Double> phases = new LinkedHashMap<>();
    for (String line : lines) {
      for (String metric : split(line, ',')) {
        List<String> parts = split(metric, ';');
        String name = parts.get(0).strip();
        if (TOKEN.matcher(name).matches()) {
          double millis = duration(parts.subList(1, parts.size()));
          if (millis >= 0 && millis <= LONGEST_MILLIS) {
            add(phases, name, millis * 1_000);
          }
        }
      }
    }
    return phases;
  }

  /** Adds to what is known of that name; a name beyond those that are kept is passed over. */
  static void add(Map<String, Double> phases, String name, double micros) {
    if (phases.size() < MOST_NAMES || phases.containsKey(name)) {
      phases.merge(name, micros, Double::sum);
    }
  }

  /** Milliseconds; NaN when there is none. */
  private static double duration(List<String> parameters) {
    for (String parameter : parameters) {
      int equals = parameter.indexOf('=');
      String name = parameter.substring(0, Math.max(0, equals)).strip();
      if (name.equalsIgnoreCase("dur")) {
        // Of several only the first is to be considered, even when it is invalid.
        return number(parameter.substring(equals + 1).strip());
      }
    }
    return Double.NaN;
  }

  private static double number(String text) {
    boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    String digits = quoted ? text.substring(1, text.length() - 1) : text;
    return NUMBER.matcher(digits).matches() ? Double.parseDouble(digits) : Double.NaN;
  }

  /** At least one part. Within quotes the separator separates nothing. */
  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (quoted && c == '\\') {
        i++;
      } else if (!quoted && c == separator) {
        parts.add(text.substring(from, i));
        from = i + 1;
      }
    }
    parts.add(text.substring(from));
    return parts;
  }
}
