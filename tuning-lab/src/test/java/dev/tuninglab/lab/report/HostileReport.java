package dev.tuninglab.lab.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tuninglab.lab.measure.Recording;
import dev.tuninglab.lab.measure.Slice;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A report in which every text that comes from outside of the lab tries to be markup. */
final class HostileReport {
  static final String EVIL =
      "<img src=x onerror=pwned=1></script><script>pwned=1</script>\"'><b onclick=pwned=1>${b}{b|c}";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Words of the lab itself, by which it finds its way. */
  private static final Set<String> OWN =
      Set.of("metric", "verdict", "outcome", "unit", "primaryMetric", "stacks");

  /** Maps whose keys come from outside as well. */
  private static final Set<String> FOREIGN_KEYS =
      Set.of("settings", "errorsByKind", "missing", "environment", "more");

  private HostileReport() {}

  static Report of(Report plain) {
    Recording recording = plain.recording();
    Map<String, String> stacks = new LinkedHashMap<>();
    plain
        .stacks()
        .forEach(
            (variant, text) -> stacks.put(EVIL + variant, text.replace("shop.", EVIL + ";shop.")));
    return new Report(
        result(plain.result()),
        new Recording(
            recording.ratePerSecond(), recording.slices().stream().map(HostileReport::of).toList()),
        stacks,
        plain.files());
  }

  private static Slice of(Slice s) {
    return new Slice(s.fork(), s.round(), s.phase(), EVIL + s.variant(), s.report(), s.stalls());
  }

  private static Result result(Result plain) {
    try {
      return JSON.treeToValue(hostile("", JSON.valueToTree(plain)), Result.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode hostile(String name, JsonNode node) {
    if (node.isTextual()) {
      return OWN.contains(name) ? node : new TextNode(EVIL + node.textValue());
    }
    if (node.isArray()) {
      ArrayNode all = JsonNodeFactory.instance.arrayNode();
      node.forEach(each -> all.add(hostile(name, each)));
      return all;
    }
    if (node.isObject()) {
      ObjectNode all = JsonNodeFactory.instance.objectNode();
      node.properties()
          .forEach(
              field ->
                  all.set(
                      FOREIGN_KEYS.contains(name) ? EVIL + field.getKey() : field.getKey(),
                      hostile(field.getKey(), field.getValue())));
      return all;
    }
    return node;
  }
}
