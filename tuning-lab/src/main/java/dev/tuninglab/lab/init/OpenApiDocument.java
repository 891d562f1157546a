package dev.tuninglab.lab.init;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.tuninglab.lab.experiment.BadInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.YAMLException;

/** An OpenAPI 3 document as a tree of which the lines are known. */
final class OpenApiDocument {
  private static final long MOST_BYTES = 32L << 20;
  private static final int DEEPEST = 200;
  private static final int LONGEST_CHAIN = 20;

  private static final JsonFactory JSON = new JsonFactory();
  private static final YAMLFactory YAML = YAMLFactory.builder().loaderOptions(options()).build();

  private final Map<JsonNode, Integer> lines = new IdentityHashMap<>();
  private final String name;
  private final JsonNode root;

  private OpenApiDocument(Path file) {
    this.name = "OpenAPI document " + file;
    this.root = parsed(text(file));
    checkVersion();
  }

  /**
   * @throws BadInput if it cannot be read, or is of another kind; the message names file, line and
   *     reason
   */
  static OpenApiDocument read(Path file) {
    return new OpenApiDocument(Sources.existing("OpenAPI document", file));
  }

  private static LoaderOptions options() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit((int) MOST_BYTES);
    return options;
  }

  JsonNode root() {
    return root;
  }

  String name() {
    return name;
  }

  /** The refusal of a part of the document. */
  BadInput wrong(JsonNode part, String reason) {
    Integer line = lines.get(part);
    return new BadInput(name + (line == null ? "" : " line " + line) + ": " + reason);
  }

  /**
   * A member, with what it refers to in its place; an absent one is missing.
   *
   * @throws BadInput if the reference leads nowhere, or out of the document
   */
  JsonNode get(JsonNode part, String member) {
    return resolved(part.path(member));
  }

  /** What a part refers to, if it does, else itself. */
  JsonNode resolved(JsonNode part) {
    JsonNode at = part;
    for (int steps = 0; at.path("$ref").isTextual(); steps++) {
      String reference = at.path("$ref").asText();
      if (!reference.startsWith("#")) {
        throw wrong(
            at,
            "$ref leads out of the document (" + shown(reference) + "); bundle it into one file");
      }
      String pointer = UrlText.decoded(reference.substring(1), false).orElse("?");
      JsonNode next =
          pointer.isEmpty() || pointer.startsWith("/")
              ? root.at(JsonPointer.compile(pointer))
              : MissingNode.getInstance();
      if (next.isMissingNode() || steps == LONGEST_CHAIN) {
        throw wrong(
            at,
            "$ref "
                + shown(reference)
                + (next.isMissingNode() ? " leads nowhere" : " goes round in a circle"));
      }
      at = next;
    }
    return at;
  }

  private static String shown(String text) {
    return Yaml.comment(text.length() > 80 ? text.substring(0, 80) + "..." : text);
  }

  private void checkVersion() {
    if (root.path("swagger").isValueNode() && !root.path("swagger").isMissingNode()) {
      throw wrong(root, "is of Swagger 2; convert it to OpenAPI 3 first");
    }
    if (!root.path("openapi").asText().startsWith("3.")) {
      throw wrong(root, "has no openapi: 3.x, so this is no OpenAPI 3 document");
    }
    if (!root.path("paths").isObject()) {
      throw wrong(root, "has no paths");
    }
  }

  private String text(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new BadInput(name + " must be at most 32 MB, but is larger");
      }
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (IOException e) {
      throw new BadInput(name + " cannot be read: " + e.getMessage(), e);
    }
  }

  private JsonNode parsed(String text) {
    boolean json = text.stripLeading().startsWith("{");
    try (JsonParser parser = (json ? JSON : YAML).createParser(text)) {
      if (parser.nextToken() == null) {
        throw new BadInput(name + " is empty");
      }
      return tree(parser, 0);
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      throw new BadInput(
          "%s line %d: not %s: %s"
              .formatted(name, line, json ? "JSON" : "YAML", firstLine(e.getOriginalMessage())),
          e);
    } catch (YAMLException e) {
      throw new BadInput(name + ": not YAML: " + firstLine(e.getMessage()), e);
    } catch (IOException e) {
      throw new BadInput(name + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static String firstLine(String message) {
    return message == null ? "" : Yaml.comment(message.lines().findFirst().orElse(""));
  }

  private JsonNode tree(JsonParser parser, int depth) throws IOException {
    int line = parser.currentTokenLocation().getLineNr();
    if (depth > DEEPEST) {
      throw new BadInput(name + " line " + line + ": is nested more than " + DEEPEST + " deep");
    }
    if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
      throw new BadInput(
          name + " line " + line + ": has an alias of YAML; write it out, or use $ref");
    }
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      ObjectNode object = nodes.objectNode();
      lines.put(object, line);
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String member = parser.currentName();
        parser.nextToken();
        object.set(member, tree(parser, depth + 1));
      }
      return object;
    }
    if (token == JsonToken.START_ARRAY) {
      ArrayNode array = nodes.arrayNode();
      lines.put(array, line);
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        array.add(tree(parser, depth + 1));
      }
      return array;
    }
    if (token == null) {
      throw new BadInput(name + " line " + line + ": ends too early");
    }
    return switch (token) {
      case VALUE_TRUE -> nodes.booleanNode(true);
      case VALUE_FALSE -> nodes.booleanNode(false);
      case VALUE_NULL -> nodes.nullNode();
      case VALUE_NUMBER_INT -> number(parser);
      case VALUE_NUMBER_FLOAT -> nodes.numberNode(parser.getDoubleValue());
      default -> nodes.textNode(parser.getText());
    };
  }

  /** As a number where it fits one; ids of more digits are texts. */
  private static JsonNode number(JsonParser parser) throws IOException {
    return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        ? JsonNodeFactory.instance.textNode(parser.getText())
        : JsonNodeFactory.instance.numberNode(parser.getLongValue());
  }
}
