package dev.tuninglab.lab.cli;

import dev.tuninglab.lab.report.Glyphs;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What whoever reads the output can be shown.
 *
 * @param redraws whether lines on the error output can be drawn over
 * @param glyphs the characters that it knows
 */
public record Terminal(boolean redraws, Glyphs glyphs) {
  /** Whoever is not known: a file, a pipe, a test. */
  public static final Terminal PLAIN = new Terminal(false, Glyphs.ASCII);

  /** In the order in which they hold. */
  private static final List<String> LOCALES = List.of("LC_ALL", "LC_CTYPE", "LANG");

  /** The {@code lab} script tells whether its error output is a terminal; a JVM cannot know. */
  static Terminal here() {
    return of(System.getenv(), Boolean.getBoolean("lab.terminal"));
  }

  /**
   * @param environment of the process: {@code TERM}, {@code NO_COLOR}, and the locale
   * @param terminal whether the error output is one
   */
  static Terminal of(Map<String, String> environment, boolean terminal) {
    String term = environment.getOrDefault("TERM", "");
    boolean dumb = term.equals("dumb");
    boolean redraws =
        terminal && !dumb && !term.isEmpty() && environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Terminal(redraws, !dumb && isUtf8(environment) ? Glyphs.UNICODE : Glyphs.ASCII);
  }

  private static boolean isUtf8(Map<String, String> environment) {
    return LOCALES.stream()
        .map(name -> environment.getOrDefault(name, ""))
        .filter(locale -> !locale.isEmpty())
        .findFirst()
        .map(locale -> locale.toLowerCase(Locale.ROOT).replace("-", "").contains("utf8"))
        .orElse(false);
  }
}
