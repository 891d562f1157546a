package dev.tuninglab.lab.target;

import dev.tuninglab.lab.experiment.BadInput;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills <code>${name}</code> in the texts of a target file, and <code>${env:NAME}</code> from the
 * lab's environment.
 */
final class Placeholders {
  private static final String ENVIRONMENT = "env:";
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");

  private Placeholders() {}

  /**
   * @param where the key of the target file that holds the text, for the error
   * @throws BadInput if a name is unknown; the message lists the known ones, and no value
   */
  static String fill(String where, String text, Map<String, String> values) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(value(where, found.group(1), values)));
  }

  private static String value(String where, String name, Map<String, String> values) {
    if (name.startsWith(ENVIRONMENT)) {
      return environment(where, name.substring(ENVIRONMENT.length()));
    }
    String value = values.get(name);
    if (value == null) {
      throw new BadInput(
          where
              + " uses ${"
              + name
              + "}, which is unknown; known are "
              + String.join(", ", new TreeSet<>(values.keySet())));
    }
    return value;
  }

  /** The same where nothing but the environment is known. */
  static String fill(String where, String text) {
    return fill(where, text, Map.of());
  }

  /**
   * A variable of the lab's environment, which may be a secret: no error shows its value.
   *
   * @throws BadInput if it is not set, or holds a line break or the like
   */
  static String environment(String where, String name) {
    String value = System.getenv(name);
    if (value == null || value.isEmpty()) {
      throw new BadInput(where + " uses the environment variable " + name + ", which is not set");
    }
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new BadInput(
          where
              + " uses the environment variable "
              + name
              + ", which must be one line without control characters, but is not");
    }
    return value;
  }
}
