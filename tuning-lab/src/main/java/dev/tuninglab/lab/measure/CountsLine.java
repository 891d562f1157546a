package dev.tuninglab.lab.measure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tuninglab.gatling.Load;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A line of {@code slices.jsonl} that tells what a slice counted. Members beyond those here are
 * ignored.
 *
 * @param stalls null where none watched
 * @param load null where it was not written down
 * @param endpoints by the request's name, in the order of the line
 */
record CountsLine(
    int fork,
    int round,
    Slice.Phase phase,
    String variant,
    long startedAtMillis,
    long elapsedNanos,
    long waited,
    long cpuNanos,
    long gcMillis,
    Stalls stalls,
    Load load,
    Map<String, Endpoint> endpoints) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Far above what a slice can come to; sums of it stay exact. */
  private static final long MOST = 1_000_000_000_000_000L;

  /** Far above the forks, and the rounds, that a budget allows. */
  private static final long MOST_TURNS = 1_000_000;

  record Endpoint(
      long offered,
      long completed,
      long refused,
      Map<String, Long> failed,
      long retried,
      long responseBytes) {

    private static Endpoint read(String name, JsonNode json) throws Foreign {
      Map<String, Long> failed = new TreeMap<>();
      JsonNode kinds = object(json, "failed");
      for (Map.Entry<String, JsonNode> kind : kinds.properties()) {
        failed.put(kind.getKey(), whole(kinds, kind.getKey(), 1, MOST));
      }
      Endpoint endpoint =
          new Endpoint(
              whole(json, "offered", 0, MOST),
              whole(json, "completed", 0, MOST),
              whole(json, "refused", 0, MOST),
              failed,
              whole(json, "retried", 0, MOST),
              whole(json, "responseBytes", 0, MOST));
      long failures = failed.values().stream().mapToLong(Long::longValue).sum();
      if (endpoint.offered != endpoint.completed + endpoint.refused + failures) {
        throw new Foreign(
            "of "
                + endpoint.offered
                + " requests offered to "
                + name
                + " it has an end for "
                + (endpoint.completed + endpoint.refused + failures));
      }
      return endpoint;
    }
  }

  /** What a line of whatever kind holds. */
  static JsonNode open(String line) throws Foreign {
    if (!line.startsWith("{")) {
      throw new Foreign("not a line of this lab");
    }
    return tree(
        LineCheck.open(line.strip())
            .orElseThrow(
                () -> new Foreign("it was cut or changed since it was written, by its check")));
  }

  static boolean isSlice(JsonNode json) {
    return json.has("phase");
  }

  static boolean isSubjectCount(JsonNode json) {
    return json.has("subjectCountBefore");
  }

  static boolean isLeftOut(JsonNode json) {
    return json.has("leftOut");
  }

  /** The fork that is struck out. */
  static int leftOut(JsonNode json) throws Foreign {
    return (int) whole(json, "fork", 1, MOST_TURNS);
  }

  static SubjectCount subjectCount(JsonNode json) throws Foreign {
    return new SubjectCount(
        (int) whole(json, "fork", 1, MOST_TURNS),
        text(json, "variant"),
        whole(json, "subjectCountBefore", 0, MOST),
        whole(json, "subjectCountAfter", 0, MOST));
  }

  static CountsLine slice(JsonNode json) throws Foreign {
    Map<String, Endpoint> endpoints = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> endpoint : object(json, "endpoints").properties()) {
      endpoints.put(endpoint.getKey(), Endpoint.read(endpoint.getKey(), endpoint.getValue()));
    }
    return new CountsLine(
        (int) whole(json, "fork", 1, MOST_TURNS),
        (int) whole(json, "round", 1, MOST_TURNS),
        phase(json),
        text(json, "variant"),
        whole(json, "startedAtEpochMillis", 0, MOST),
        whole(json, "elapsedNanos", 1, MOST),
        whole(json, "waited", 0, MOST),
        whole(json, "generatorCpuNanos", 0, MOST),
        whole(json, "generatorGcMillis", 0, MOST),
        json.has("stalls") ? stalls(object(json, "stalls")) : null,
        json.has("load") ? load(object(json, "load")) : null,
        endpoints);
  }

  private static Stalls stalls(JsonNode json) throws Foreign {
    return new Stalls(
        whole(json, "p99Micros", 0, MOST),
        whole(json, "maxMicros", 0, MOST),
        whole(json, "stalledMicros", 0, MOST),
        whole(json, "clockStepMicros", -MOST, MOST));
  }

  private static Load load(JsonNode json) throws Foreign {
    try {
      return JSON.treeToValue(json, Load.class);
    } catch (JsonProcessingException e) {
      throw new Foreign("load is none that this lab offers: " + shown(json));
    }
  }

  private static JsonNode tree(String json) throws Foreign {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new Foreign("not JSON");
    }
  }

  private static JsonNode object(JsonNode json, String key) throws Foreign {
    JsonNode value = json.path(key);
    if (!value.isObject()) {
      throw new Foreign(key + " must be an object, but was " + shown(value));
    }
    return value;
  }

  private static String text(JsonNode json, String key) throws Foreign {
    JsonNode value = json.path(key);
    if (!value.isTextual()) {
      throw new Foreign(key + " must be a text, but was " + shown(value));
    }
    return value.textValue();
  }

  private static Slice.Phase phase(JsonNode json) throws Foreign {
    String phase = text(json, "phase");
    for (Slice.Phase each : Slice.Phase.values()) {
      if (each.name().equals(phase)) {
        return each;
      }
    }
    throw new Foreign("phase must be WARM_UP or MEASURED, but was '" + phase + "'");
  }

  private static long whole(JsonNode json, String key, long least, long most) throws Foreign {
    JsonNode value = json.path(key);
    if (!value.canConvertToExactIntegral()
        || !value.canConvertToLong()
        || value.longValue() < least
        || value.longValue() > most) {
      throw new Foreign(
          key
              + " must be a whole number from "
              + least
              + " to "
              + most
              + ", but was "
              + shown(value));
    }
    return value.longValue();
  }

  private static String shown(JsonNode value) {
    String text = value.isMissingNode() ? "absent" : value.toString();
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }
}
