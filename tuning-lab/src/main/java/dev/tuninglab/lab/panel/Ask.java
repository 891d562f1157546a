package dev.tuninglab.lab.panel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An experiment that somebody asks for on a page.
 *
 * @param words what is changed, such as {@code pool=none,hikari}
 * @param options by the name of a long option: a text, or several that repeat it
 */
record Ask(String question, List<String> words, Map<String, JsonNode> options) {
  private static final int MOST_WORDS = 100;
  private static final int MOST_CHARACTERS = 500;

  Ask {
    words = words == null ? List.of() : new ArrayList<>(words);
    options = options == null ? Map.of() : new LinkedHashMap<>(options);
  }

  /**
   * What follows the name of the lab's command: checked so far that it can be nothing but words and
   * the options that a page may give. What they mean the lab itself checks.
   *
   * @throws BadInput if it is something else
   */
  List<String> command() {
    Question asked = Question.named(question);
    List<String> command = new ArrayList<>(List.of(asked.id()));
    for (String word : words) {
      command.addAll(asked.word(checked("words", word)));
    }
    options.forEach(
        (name, value) -> {
          if (!asked.options().contains(name)) {
            throw new BadInput(
                "options."
                    + name
                    + " is none that a page may give; of a "
                    + asked.id()
                    + " these are "
                    + String.join(", ", asked.options())
                    + Nearest.hint(asked.options(), name));
          }
          for (JsonNode each : value.isArray() ? value : List.of(value)) {
            command.add("--" + name);
            command.add(checked("options." + name, each.isTextual() ? each.textValue() : null));
          }
        });
    if (command.size() > MOST_WORDS) {
      throw new BadInput("the experiment must be of at most " + MOST_WORDS + " words");
    }
    return List.copyOf(command);
  }

  /** Picocli takes {@code -} for an option, and {@code @} for a file to read words from. */
  private static String checked(String where, String word) {
    if (word == null
        || word.isBlank()
        || word.length() > MOST_CHARACTERS
        || word.startsWith("-")
        || word.startsWith("@")
        || word.chars().anyMatch(Character::isISOControl)) {
      throw new BadInput(
          where
              + " must be texts of 1 to "
              + MOST_CHARACTERS
              + " characters that begin with neither - nor @, but "
              + (word == null ? "one was none" : "one was '" + shown(word) + "'"));
    }
    return word;
  }

  private static String shown(String word) {
    String line = word.replaceAll("\\p{Cntrl}", "?");
    return line.length() > 40 ? line.substring(0, 40) + "..." : line;
  }
}
