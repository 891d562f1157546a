package dev.tuninglab.lab.target;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tuninglab.lab.experiment.BadInput;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * How the value of a feeder is had from a subject itself, where nobody else can know it: a first
 * request, then on and on with what each answer says comes next.
 *
 * @param key of the target file, for errors
 * @param path of the first request, perhaps with placeholders
 * @param next where in an answer the value for the following request stands
 * @param parameter of the query that carries it there
 * @param steps requests at most
 */
record Walk(String key, String path, JsonPointer next, String parameter, int steps) {
  private static final int MOST_STEPS = 10_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What came back. */
  record Answer(int status, String body) {}

  /** Sends a GET to the subject. */
  interface Asking {
    Answer get(String path) throws IOException, InterruptedException;
  }

  /**
   * @throws BadInput if a word is missing or wrong
   */
  static Walk of(String key, JsonNode node) {
    String path = text(key + ".walk", "a path that starts with '/'", node.path("walk"));
    if (!path.startsWith("/")) {
      throw new BadInput(key + ".walk must be a path that starts with '/', but was '" + path + "'");
    }
    String next = text(key + ".next", "the name of a member of the answer", node.path("next"));
    String parameter = text(key + ".as", "the name of a parameter of the query", node.path("as"));
    JsonNode steps = node.path("steps");
    if (!steps.canConvertToInt() || steps.asInt() < 1 || steps.asInt() > MOST_STEPS) {
      throw new BadInput(
          key + ".steps must be 1 to " + MOST_STEPS + ", but was " + received(steps));
    }
    JsonPointer pointer;
    try {
      pointer = JsonPointer.compile(next.startsWith("/") ? next : "/" + next);
    } catch (IllegalArgumentException e) {
      throw new BadInput(key + ".next must be a JSON pointer, but was '" + next + "'", e);
    }
    return new Walk(key, path, pointer, parameter, steps.asInt());
  }

  private static String text(String key, String rule, JsonNode node) {
    if (!node.isTextual() || node.asText().isBlank()) {
      throw new BadInput(key + " must be " + rule + ", but was " + received(node));
    }
    return node.asText();
  }

  private static String received(JsonNode node) {
    return node.isMissingNode() ? "missing" : node.toString();
  }

  /**
   * The last value found: empty where already the first answer has none, since there is nothing
   * after it.
   *
   * @param variables fills placeholders of the path
   * @throws TargetFailed if an answer is not 200 with JSON
   */
  String of(Subject subject, Asking asking, Map<String, String> variables)
      throws TargetFailed, InterruptedException {
    String first = Placeholders.fill(key + ".walk", path, variables);
    String found = "";
    String at = first;
    for (int step = 1; step <= steps; step++) {
      JsonNode value = ask(subject, asking, at).at(next);
      if (value.isMissingNode() || value.isNull() || value.asText().isEmpty()) {
        if (value.isContainerNode()) {
          throw subject.failed(
              "answered GET %s with %s at %s, but %s.next needs a text or a number there"
                  .formatted(at, value.getNodeType(), next, key));
        }
        return found;
      }
      found = value.asText();
      at = first + (first.contains("?") ? "&" : "?") + parameter + "=" + encoded(found);
    }
    return found;
  }

  private JsonNode ask(Subject subject, Asking asking, String at)
      throws TargetFailed, InterruptedException {
    String rule = "; %s.walk must lead to answers of 200 with JSON".formatted(key);
    try {
      Answer answer = asking.get(at);
      if (answer.status() != 200) {
        throw subject.failed("answered %d to GET %s".formatted(answer.status(), at) + rule);
      }
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw subject.failed("answered GET " + at + " with something else" + rule);
    } catch (IOException e) {
      throw subject.failed("did not answer GET " + at + " (" + e + ")" + rule);
    }
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
