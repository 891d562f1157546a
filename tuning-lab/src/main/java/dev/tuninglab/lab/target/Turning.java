package dev.tuninglab.lab.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Turns knobs of a subject while it serves: a PUT of settings to where it reports them. */
final class Turning {
  /** An index may have to be built. */
  private static final Duration DONE_WITHIN = Duration.ofMinutes(5);

  /** Of a service that has no such call. */
  private static final Set<Integer> NO_SUCH_CALL = Set.of(404, 405, 501);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String path;

  /**
   * @param path where it reports its settings; null if it reports none
   */
  Turning(String path) {
    this.path = path;
  }

  /**
   * @throws TargetFailed if the subject does not answer, or reports other settings than it was
   *     asked for
   */
  Turned turn(Subject subject, Map<String, String> settings)
      throws TargetFailed, InterruptedException {
    if (path == null) {
      return new Turned.OnlyAtStart();
    }
    HttpResponse<String> response;
    try {
      response = subject.put(path, JSON.writeValueAsString(settings), DONE_WITHIN);
    } catch (IOException e) {
      throw subject.failed("did not answer PUT " + path + ": " + e);
    }
    if (NO_SUCH_CALL.contains(response.statusCode())) {
      return new Turned.OnlyAtStart();
    }
    if (response.statusCode() != 200) {
      return new Turned.Refused(AsData.line(why(response)));
    }
    return checked(subject, settings, reported(subject, response.body()));
  }

  private Turned checked(Subject subject, Map<String, String> asked, Map<String, String> reported)
      throws TargetFailed {
    for (Map.Entry<String, String> each : asked.entrySet()) {
      if (!each.getValue().equals(reported.get(each.getKey()))) {
        throw subject.failed(
            "was set to %s=%s, but PUT %s reports %s"
                .formatted(each.getKey(), each.getValue(), path, reported.get(each.getKey())));
      }
    }
    return new Turned.Done();
  }

  private Map<String, String> reported(Subject subject, String body) throws TargetFailed {
    Map<String, String> settings = new LinkedHashMap<>();
    try {
      JsonNode read = JSON.readTree(body);
      read.properties().forEach(each -> settings.put(each.getKey(), each.getValue().asText()));
      return settings;
    } catch (JsonProcessingException e) {
      throw subject.failed("must answer PUT " + path + " with a flat JSON object, but did not");
    }
  }

  /** The detail of a problem, where it is one. */
  private static String why(HttpResponse<String> response) {
    try {
      JsonNode problem = JSON.readTree(response.body());
      if (problem.path("detail").isTextual()) {
        return problem.get("detail").asText();
      }
    } catch (JsonProcessingException e) {
      // Then it says nothing that could be told.
    }
    return "it answered " + response.statusCode();
  }
}
