package dev.tuninglab.lab.init;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Takes the secrets out of bodies of which the form is known: JSON, and forms of web pages. */
final class SentBody {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST = 10_000;

  private final Secrets secrets;

  SentBody(Secrets secrets) {
    this.secrets = secrets;
  }

  /**
   * The body with references where secrets were; empty if it is of another form, or too long to
   * stand in a file for people.
   */
  Optional<String> written(String type, String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    String kind = type.toLowerCase(Locale.ROOT).replaceFirst(";.*", "").strip();
    if (kind.endsWith("/json") || kind.endsWith("+json")) {
      return json(text).map(node -> open(node, "", false)).map(JsonNode::toString);
    }
    return kind.equals("application/x-www-form-urlencoded")
        ? Optional.of(form(text))
        : Optional.empty();
  }

  /** Remembers the secrets of a body. */
  void learn(String type, String text) {
    if (text.length() > LONGEST) {
      return;
    }
    if (type.toLowerCase(Locale.ROOT).contains("json")) {
      json(text).ifPresent(node -> learn(node, "", false));
    } else if (type.toLowerCase(Locale.ROOT).contains("form-urlencoded")) {
      for (String pair : text.split("&")) {
        int equals = pair.indexOf('=');
        String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        String value = decoded(equals < 0 ? "" : pair.substring(equals + 1));
        if (Secrets.isSecret(name, value)) {
          secrets.learn(value);
        }
      }
    }
  }

  private static Optional<JsonNode> json(String text) {
    try {
      return Optional.ofNullable(JSON.readTree(text)).filter(node -> !node.isMissingNode());
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private void learn(JsonNode node, String name, boolean secret) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              member ->
                  learn(
                      member.getValue(),
                      member.getKey(),
                      secret || isSecret(member.getKey(), member.getValue())));
    } else if (node.isArray()) {
      node.forEach(element -> learn(element, name, secret));
    } else if (secret) {
      secrets.learn(node.asText());
    }
  }

  private static boolean isSecret(String name, JsonNode value) {
    return Secrets.isSecret(name, value.isValueNode() ? value.asText() : "");
  }

  private JsonNode open(JsonNode node, String name, boolean secret) {
    if (node.isObject()) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      node.properties()
          .forEach(
              member ->
                  copy.set(
                      secrets.isIn(member.getKey()) ? "secret" : Sent.escaped(member.getKey()),
                      open(
                          member.getValue(),
                          member.getKey(),
                          secret || isSecret(member.getKey(), member.getValue()))));
      return copy;
    }
    if (node.isArray()) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      node.forEach(element -> copy.add(open(element, name, secret)));
      return copy;
    }
    boolean held = (secret && !node.isNull() && !node.isBoolean()) || secrets.isIn(node.asText());
    if (held) {
      return new TextNode(reference(name));
    }
    return node.isTextual() ? new TextNode(Sent.escaped(node.asText())) : node;
  }

  private String form(String text) {
    List<String> pairs = new ArrayList<>();
    for (String pair : text.split("&")) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals + 1);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      String plain = decoded(value);
      if (secrets.isIn(decoded(name)) || secrets.isIn(name)) {
        pairs.add(Secrets.reference("body_secret"));
      } else if (Secrets.isSecret(decoded(name), plain)
          || secrets.isIn(plain)
          || secrets.isIn(value)) {
        pairs.add(UrlText.literal(name) + reference(decoded(name)));
      } else {
        pairs.add(UrlText.literal(name) + UrlText.literal(value));
      }
    }
    return String.join("&", pairs);
  }

  /** Named by what it belongs to, unless that name is a secret itself. */
  private String reference(String name) {
    return Secrets.reference(name.isEmpty() || secrets.isIn(name) ? "body_secret" : name);
  }

  private static String decoded(String raw) {
    return UrlText.decoded(raw, true).orElse(raw);
  }
}
