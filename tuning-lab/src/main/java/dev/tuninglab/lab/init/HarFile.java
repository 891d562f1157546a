package dev.tuninglab.lab.init;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tuninglab.lab.experiment.BadInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Reads the entries of a HAR one by one: bodies of answers, most of the file, are passed over. */
final class HarFile {
  private static final JsonFactory JSON = new JsonFactory();

  private final String name;
  private final Path file;

  /**
   * @param file one that exists
   */
  HarFile(Path file) {
    this.name = "HAR " + file;
    this.file = file;
  }

  String name() {
    return name;
  }

  /**
   * @return how many there are
   * @throws BadInput if it is no HAR; the message names file, line and reason
   */
  long forEach(Consumer<HarEntry> taker) {
    try (JsonParser parser = JSON.createParser(file.toFile())) {
      enter(parser, "log", JsonToken.START_OBJECT);
      enter(parser, "entries", JsonToken.START_ARRAY);
      long count = 0;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        count++;
        int line = parser.currentTokenLocation().getLineNr();
        HarEntry entry = new HarEntry(tree(parser, ""));
        if (entry.lacks() != null) {
          throw new BadInput(
              "%s line %d: entry %d has no %s".formatted(name, line, count, entry.lacks()));
        }
        taker.accept(entry);
      }
      return count;
    } catch (JacksonException e) {
      throw new BadInput(
          "%s line %d: not JSON: %s"
              .formatted(
                  name,
                  e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                  e.getOriginalMessage().lines().findFirst().orElse("")),
          e);
    } catch (IOException e) {
      throw new BadInput(name + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Goes to a member of the object at hand, or of the one that comes first. */
  private void enter(JsonParser parser, String member, JsonToken begins) throws IOException {
    JsonToken token = parser.currentToken() == null ? parser.nextToken() : parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = parser.currentName().equals(member);
        JsonToken value = parser.nextToken();
        if (wanted && value == begins) {
          return;
        }
        parser.skipChildren();
      }
    }
    throw new BadInput(
        "%s line %d: no HAR: it has no %s"
            .formatted(
                name,
                Math.max(1, parser.currentLocation().getLineNr()),
                member.equals("log") ? "object log" : "list log.entries"));
  }

  private static JsonNode tree(JsonParser parser, String member) throws IOException {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    switch (parser.currentToken()) {
      case START_OBJECT:
        ObjectNode object = nodes.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          if (name.startsWith("_initiator") || (member.equals("content") && name.equals("text"))) {
            parser.skipChildren();
          } else {
            object.set(name, tree(parser, name));
          }
        }
        return object;
      case START_ARRAY:
        ArrayNode array = nodes.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          array.add(tree(parser, member));
        }
        return array;
      case VALUE_STRING:
        return nodes.textNode(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT:
        return nodes.numberNode(parser.getValueAsDouble());
      default:
        return nodes.nullNode();
    }
  }
}
