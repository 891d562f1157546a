package dev.tuninglab.lab.experiment;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/** Where the keys of a text in YAML stand: errors that come after reading name a key alone. */
final class YamlPlaces {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final String NAME = "name";

  private final JsonNode root;
  private final Map<JsonPointer, JsonLocation> places = new HashMap<>();

  YamlPlaces(String text) throws IOException {
    this.root = YAML.readTree(text);
    try (JsonParser parser = YAML.createParser(text)) {
      for (JsonToken token; (token = parser.nextToken()) != null; ) {
        if (token != JsonToken.END_OBJECT && token != JsonToken.END_ARRAY) {
          places.putIfAbsent(
              parser.getParsingContext().pathAsPointer(), parser.currentTokenLocation());
        }
      }
    }
  }

  /**
   * The place of the key with which a message begins, {@code workloads.read.rate must be ...}, or
   * of the nearest one around it; empty when it begins with none. An element of a list is known by
   * its {@code name}.
   */
  Optional<JsonLocation> of(String message) {
    JsonPointer at = JsonPointer.empty();
    JsonNode node = root;
    String rest = message;
    while (true) {
      Step step = node.isArray() ? element(node, rest) : member(node, rest);
      if (step == null) {
        return at.matches() ? Optional.empty() : Optional.ofNullable(places.get(at));
      }
      at =
          step.key == null
              ? at.append(JsonPointer.empty().appendIndex(step.index))
              : at.appendProperty(step.key);
      node = step.node;
      rest = step.rest;
    }
  }

  /** The place of that key, or of the nearest one around it. */
  Optional<JsonLocation> near(JsonPointer key) {
    JsonPointer at = key;
    while (!places.containsKey(at) && !at.matches()) {
      at = at.head();
    }
    return Optional.ofNullable(places.get(at));
  }

  private record Step(String key, int index, JsonNode node, String rest) {}

  /** Keys may have dots in them: the longest that fits is meant. */
  private static Step member(JsonNode object, String rest) {
    Step best = null;
    for (Iterator<String> keys = object.fieldNames(); keys.hasNext(); ) {
      String key = keys.next();
      String after = after(rest, key);
      if (after != null && (best == null || key.length() > best.key.length())) {
        best = new Step(key, 0, object.get(key), after);
      }
    }
    return best;
  }

  private static Step element(JsonNode list, String rest) {
    for (int i = 0; i < list.size(); i++) {
      JsonNode element = list.get(i);
      String after = element.has(NAME) ? after(rest, element.get(NAME).asText()) : null;
      if (after != null) {
        return new Step(null, i, element, after);
      }
    }
    return list.size() == 1 ? new Step(null, 0, list.get(0), rest) : null;
  }

  /** What follows a key and its dot; null if the text does not begin with just that key. */
  private static String after(String text, String key) {
    if (!text.startsWith(key)) {
      return null;
    }
    String after = text.substring(key.length());
    if (after.startsWith(".")) {
      return after.substring(1);
    }
    return after.isEmpty() || after.startsWith(" ") || after.startsWith(":") ? "" : null;
  }
}
