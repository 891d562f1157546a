package dev.tuninglab.lab.target;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Knob;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The words that a knob adds to the command of a JVM subject; placeholders are still in them. */
sealed interface JvmOptions {
  /** For this value, in their order; may be none. */
  List<String> of(String value);

  /** The same for all values: <code>${value}</code> makes the difference. */
  record Same(List<String> words) implements JvmOptions {
    @Override
    public List<String> of(String value) {
      return words;
    }
  }

  /** Written out for each. */
  record ByValue(Map<String, List<String>> words) implements JvmOptions {
    @Override
    public List<String> of(String value) {
      return words.getOrDefault(value, List.of());
    }
  }

  /**
   * @param node a list of words, or an object of one for each value of the domain
   * @throws BadInput if it is neither, or a value is unknown or left out
   */
  static JvmOptions of(String key, JsonNode node, Knob.Domain domain) {
    if (node.isArray()) {
      return new Same(words(key, node));
    }
    if (!node.isObject()) {
      throw new BadInput(key + " must be a list of words, or one for each value, but was " + node);
    }
    Map<String, List<String>> byValue = new LinkedHashMap<>();
    node.properties()
        .forEach(
            entry ->
                byValue.put(entry.getKey(), words(key + "." + entry.getKey(), entry.getValue())));
    if (domain instanceof Knob.OneOf) {
      byValue.keySet().forEach(value -> domain.check(key, value));
      List<String> missing = new ArrayList<>(domain.all());
      missing.removeAll(byValue.keySet());
      if (!missing.isEmpty()) {
        throw new BadInput(
            key + " must have a list for each value, but lacks " + String.join(", ", missing));
      }
    }
    return new ByValue(byValue);
  }

  private static List<String> words(String key, JsonNode node) {
    List<String> words = new ArrayList<>();
    node.forEach(word -> words.add(word.asText()));
    if (!node.isArray() || words.stream().anyMatch(String::isBlank)) {
      throw new BadInput(key + " must be a list of words, but was " + node);
    }
    return words;
  }
}
