package dev.tuninglab.lab.init;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Values for parameters and bodies, from the examples and the schemas of a document. */
final class OpenApiValues {
  private static final int MOST_LISTED = Popularity.MOST_LISTED;

  /** A range beyond this is that of a type, such as 32 bits, and not of what there is. */
  private static final long WIDEST_RANGE = 1_000_000;

  private static final int DEEPEST = 8;
  private static final int MOST_NODES = 500;

  private final OpenApiDocument document;
  private int nodes;

  OpenApiValues(OpenApiDocument document) {
    this.document = document;
  }

  /** Where the values of a parameter come from; a placeholder if the document gives none. */
  FoundFeeder feeder(JsonNode parameter) {
    JsonNode content = first(parameter.path("content"));
    JsonNode holder = content.isMissingNode() ? parameter : content;
    JsonNode schema = document.get(holder, "schema");
    List<String> told = texts(examples(holder));
    if (told.isEmpty()) {
      told = texts(examples(schema));
    }
    if (!told.isEmpty()) {
      String comment =
          told.size() == 1
              ? "the one example of the document: put more"
              : "examples of the document";
      return new FoundFeeder(new FoundFeeder.Values(told), List.of(comment));
    }
    List<JsonNode> listed = new ArrayList<>();
    schema.path("enum").forEach(listed::add);
    JsonNode items = document.get(schema, "items");
    items.path("enum").forEach(listed::add);
    List<String> allowed = texts(listed);
    if (!allowed.isEmpty()) {
      return new FoundFeeder(
          new FoundFeeder.Values(allowed), List.of("all that the document allows"));
    }
    Optional<FoundFeeder> range = range(schema);
    if (range.isPresent()) {
      return range.get();
    }
    List<String> preset = texts(List.of(schema.path("default")));
    if (!preset.isEmpty()) {
      return new FoundFeeder(new FoundFeeder.Values(preset), List.of("the default"));
    }
    nodes = 0;
    List<String> made = texts(List.of(made(schema, 0)));
    return new FoundFeeder(
        new FoundFeeder.Values(made.isEmpty() ? List.of("1") : made),
        List.of("MADE UP: the document has no example. Put values that the service has."));
  }

  private static Optional<FoundFeeder> range(JsonNode schema) {
    JsonNode low = schema.path("minimum");
    JsonNode high = schema.path("maximum");
    JsonNode above = schema.path("exclusiveMinimum");
    JsonNode below = schema.path("exclusiveMaximum");
    if (!type(schema).equals("integer")
        || !(low.isNumber() || above.isNumber())
        || !(high.isNumber() || below.isNumber())) {
      return Optional.empty();
    }
    double from =
        above.isNumber() ? above.asDouble() + 1 : low.asDouble() + (above.asBoolean() ? 1 : 0);
    double to =
        below.isNumber() ? below.asDouble() - 1 : high.asDouble() - (below.asBoolean() ? 1 : 0);
    if (!(Math.abs(from) < 1e15 && to >= from && to - from < WIDEST_RANGE)) {
      return Optional.empty();
    }
    return Optional.of(
        new FoundFeeder(
            new FoundFeeder.Uniform(
                (long) Math.ceil(from), (long) Math.max(Math.ceil(from), Math.floor(to))),
            List.of("from the minimum to the maximum of the document")));
  }

  /** All examples of a parameter, a media type or a schema. */
  private List<JsonNode> examples(JsonNode holder) {
    List<JsonNode> found = new ArrayList<>();
    found.add(holder.path("example"));
    JsonNode several = holder.path("examples");
    if (several.isArray()) {
      several.forEach(found::add);
    } else {
      several.forEach(example -> found.add(document.resolved(example).path("value")));
    }
    found.add(holder.path("const"));
    found.removeIf(node -> node.isMissingNode() || node.isNull());
    return found;
  }

  /** As they stand in a URL: a list by its first, nothing for what has no such form. */
  private static List<String> texts(List<JsonNode> values) {
    return values.stream()
        .map(value -> value.isArray() && !value.isEmpty() ? value.get(0) : value)
        .filter(value -> value.isTextual() || value.isNumber() || value.isBoolean())
        .map(JsonNode::asText)
        .filter(text -> !text.isEmpty() && text.length() <= 500 && !text.contains("${"))
        .filter(text -> text.chars().noneMatch(Character::isISOControl))
        .distinct()
        .limit(MOST_LISTED)
        .toList();
  }

  /**
   * A body of this media type.
   *
   * @param example whether the document tells it; otherwise it is made up of the schema
   */
  record Body(JsonNode value, boolean example) {}

  Body body(JsonNode media) {
    List<JsonNode> told = examples(media);
    if (!told.isEmpty()) {
      return new Body(told.get(0), true);
    }
    JsonNode schema = document.get(media, "schema");
    List<JsonNode> ofSchema = examples(schema);
    if (!ofSchema.isEmpty()) {
      return new Body(ofSchema.get(0), true);
    }
    nodes = 0;
    return new Body(made(schema, 0), false);
  }

  private JsonNode made(JsonNode raw, int depth) {
    JsonNode schema = document.resolved(raw);
    if (depth > DEEPEST || ++nodes > MOST_NODES || !schema.isObject()) {
      return NullNode.instance;
    }
    List<JsonNode> told = examples(schema);
    if (told.isEmpty() && !schema.path("enum").isEmpty()) {
      told.add(schema.path("enum").get(0));
    }
    if (told.isEmpty() && schema.has("default")) {
      told.add(schema.path("default"));
    }
    if (!told.isEmpty()) {
      return told.get(0);
    }
    for (String choice : List.of("oneOf", "anyOf")) {
      if (!schema.path(choice).isEmpty()) {
        return made(schema.path(choice).get(0), depth + 1);
      }
    }
    return switch (type(schema)) {
      case "object" -> object(schema, depth);
      case "array" -> {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        yield array.add(made(schema.path("items"), depth + 1));
      }
      case "integer" -> new LongNode(Math.max(1, schema.path("minimum").asLong(1)));
      case "number" -> new DoubleNode(Math.max(1, schema.path("minimum").asDouble(1)));
      case "boolean" -> BooleanNode.TRUE;
      case "string" -> new TextNode(text(schema.path("format").asText()));
      default -> NullNode.instance;
    };
  }

  private ObjectNode object(JsonNode schema, int depth) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (JsonNode part : schema.path("allOf")) {
      if (made(part, depth + 1) instanceof ObjectNode members) {
        object.setAll(members);
      }
    }
    List<String> required = new ArrayList<>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    schema
        .path("properties")
        .properties()
        .forEach(
            property -> {
              JsonNode inner = document.resolved(property.getValue());
              boolean wanted = required.isEmpty() || required.contains(property.getKey());
              if (wanted && !inner.path("readOnly").asBoolean()) {
                object.set(property.getKey(), made(inner, depth + 1));
              }
            });
    return object;
  }

  private static String text(String format) {
    return switch (format) {
      case "date" -> "2026-01-31";
      case "date-time" -> "2026-01-31T12:00:00Z";
      case "uuid" -> "00000000-0000-4000-8000-000000000001";
      case "email" -> "someone@example.com";
      case "uri", "url" -> "https://example.com/";
      default -> "text";
    };
  }

  /** With what its other members let guess where it names none. */
  private static String type(JsonNode schema) {
    JsonNode type = schema.path("type");
    if (type.isArray()) {
      for (JsonNode each : type) {
        if (!each.asText().equals("null")) {
          return each.asText();
        }
      }
    }
    if (type.isTextual()) {
      return type.asText();
    }
    return schema.has("properties") || schema.has("allOf")
        ? "object"
        : schema.has("items") ? "array" : "";
  }

  /** The first member of an object; missing if there is none. */
  static JsonNode first(JsonNode object) {
    return object.isEmpty() ? MissingNode.getInstance() : object.elements().next();
  }
}
