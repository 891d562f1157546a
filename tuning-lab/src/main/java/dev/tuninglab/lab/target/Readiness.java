package dev.tuninglab.lab.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntPredicate;

/** Asks a subject whether it is ready, whether it is set as was asked, and what it alone knows. */
final class Readiness {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration TOLD_WITHIN = Duration.ofSeconds(5);
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  void await(Subject subject, String path, Duration within)
      throws TargetFailed, InterruptedException {
    await(subject, path, within, status -> status == 200, "200");
  }

  /** Of a service of which nobody says how it is known to be ready. */
  void awaitAnyAnswer(Subject subject, Duration within) throws TargetFailed, InterruptedException {
    await(subject, "/", within, status -> status < 500, "a status below 500");
  }

  private static void await(
      Subject subject, String path, Duration within, IntPredicate isReady, String rule)
      throws TargetFailed, InterruptedException {
    long deadline = System.nanoTime() + within.toNanos();
    String last = "it did not answer";
    while (System.nanoTime() < deadline) {
      subject.check();
      try {
        int status = subject.get(path, TOLD_WITHIN).statusCode();
        if (isReady.test(status)) {
          return;
        }
        last = "it answered " + status;
      } catch (IOException e) {
        last = "it did not answer";
      }
      Thread.sleep(POLL.toMillis());
    }
    throw subject.failed(
        "was not ready within "
            + within.toSeconds()
            + "s: GET "
            + path
            + " must answer "
            + rule
            + ", but "
            + last);
  }

  /**
   * A switch that did not switch turns an A/B into an A/A: refuse to measure it.
   *
   * @param ofJvm what the lab itself gave the JVM, unasked: looked at if the subject reports it
   */
  void checkSettings(Subject subject, String path, Map<String, String> ofJvm)
      throws TargetFailed, InterruptedException {
    JsonNode effective = effectiveSettings(subject, path);
    Map<String, String> expected = new LinkedHashMap<>(subject.variant().settings());
    expected.remove(Target.REVISION); // what was started, and nothing that it was told
    ofJvm.forEach(
        (knob, value) -> {
          if (effective.has(knob)) {
            expected.put(knob, value);
          }
        });
    for (Map.Entry<String, String> asked : expected.entrySet()) {
      JsonNode value = effective.get(asked.getKey());
      if (value == null) {
        throw subject.failed(
            "does not report "
                + asked.getKey()
                + " in GET "
                + path
                + ", so nobody knows whether "
                + asked.getKey()
                + "="
                + asked.getValue()
                + " took effect");
      }
      if (!value.asText().equals(asked.getValue())) {
        throw subject.failed(
            "was started with "
                + asked.getKey()
                + "="
                + asked.getValue()
                + ", but GET "
                + path
                + " reports "
                + value.asText());
      }
    }
  }

  /** Has a subject tell the values that only it can; it may be cold, and an answer long. */
  void walk(Subject subject, Map<String, Walk> walks, Map<String, String> variables)
      throws TargetFailed, InterruptedException {
    Map<String, String> values = new LinkedHashMap<>();
    Walk.Asking asking =
        path -> {
          HttpResponse<String> response = subject.get(path, ANSWERED_WITHIN);
          return new Walk.Answer(response.statusCode(), response.body());
        };
    for (Map.Entry<String, Walk> walk : walks.entrySet()) {
      values.put(walk.getKey(), walk.getValue().of(subject, asking, variables));
    }
    subject.give(values);
  }

  private JsonNode effectiveSettings(Subject subject, String path)
      throws TargetFailed, InterruptedException {
    try {
      HttpResponse<String> response = subject.get(path, TOLD_WITHIN);
      if (response.statusCode() != 200) {
        throw subject.failed("answered " + response.statusCode() + " to GET " + path);
      }
      return JSON.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw subject.failed("must answer GET " + path + " with a flat JSON object, but did not");
    } catch (IOException e) {
      throw subject.failed("did not answer GET " + path + ": " + e);
    }
  }
}
