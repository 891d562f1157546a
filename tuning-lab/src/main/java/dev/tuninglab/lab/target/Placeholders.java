package dev.tuninglab.lab.target;

import dev.tuninglab.lab.experiment.BadInput;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills <code>${name}</code> in the texts of a target file. */
final class Placeholders {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");

  private Placeholders() {}

  /**
   * @param where the key of the target file that holds the text, for the error
   * @throws BadInput if a name is unknown; the message lists the known ones
   */
  static String fill(String where, String text, Map<String, String> values) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(value(where, found.group(1), values)));
  }

  private static String value(String where, String name, Map<String, String> values) {
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
}
