package dev.tuninglab.lab.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.measure.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a history takes of a stored result: of {@code result.json} alone, so that it can be made of
 * what CI kept.
 *
 * @param folder as the user named it
 * @param machine null when it is not known
 * @param asked what has to be the same for runs to be in one history
 * @param figures the variants' own, in the metric that names the verdict
 * @param ratios of the candidates, in that metric
 */
record PastRun(
    String folder,
    Instant startedAt,
    Machine machine,
    Map<String, String> asked,
    Map<String, Double> figures,
    Map<String, Ratio> ratios) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Key of {@link #asked} under which the metric stands. */
  static final String METRIC = "declared metric";

  /** A candidate against the baseline in one run. */
  record Ratio(double ratio, double low, double high, String verdict) {}

  /**
   * @throws BadInput if there is no result, it is damaged, or it has no verdict on any candidate
   */
  static PastRun read(Path folder) {
    Path file = folder.resolve(Format.JSON.file());
    if (!Files.isRegularFile(file)) {
      throw new BadInput("has no " + Format.JSON.file() + "; ./lab report writes it");
    }
    try {
      JsonNode result = JSON.readTree(file.toFile());
      if (!result.at("/valid").asBoolean()) {
        throw new BadInput(
            result.has("valid")
                ? "invalid: " + result.at("/invalidReasons/0").asText()
                : "no result");
      }
      return of(folder.toString(), result);
    } catch (IOException | DateTimeException e) {
      throw new BadInput("damaged: " + e.getMessage().lines().findFirst().orElse(""), e);
    }
  }

  /** Of the experiment; absent where there is no result, or none that can be read. */
  static Optional<String> name(Path folder) {
    try {
      Path file = folder.resolve(Format.JSON.file());
      return Files.isRegularFile(file)
          ? Optional.of(JSON.readTree(file.toFile()).at("/name").asText())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static PastRun of(String folder, JsonNode result) throws IOException {
    String metric = result.at("/plan/primaryMetric").asText();
    Map<String, Double> figures = new LinkedHashMap<>();
    for (JsonNode variant : result.at("/variants")) {
      JsonNode figure =
          metric.equals("throughput")
              ? variant.at("/ratePerSecond")
              : variant.path("latencyMicros").path(metric);
      if (figure.isNumber()) {
        figures.put(variant.at("/name").asText(), figure.asDouble());
      }
    }
    Map<String, Ratio> ratios = new LinkedHashMap<>();
    for (JsonNode c : result.at("/comparisons")) {
      if (!c.has("endpoint") && c.at("/metric").asText().equals(metric)) {
        ratios.put(
            c.at("/candidate").asText(),
            new Ratio(
                c.at("/ratio").asDouble(),
                c.at("/low").asDouble(),
                c.at("/high").asDouble(),
                c.at("/verdict").asText()));
      }
    }
    if (ratios.isEmpty() || ratios.values().stream().anyMatch(r -> !(r.ratio > 0))) {
      throw new BadInput("no verdict: too little was measured");
    }
    return new PastRun(
        folder,
        Instant.parse(result.at("/startedAt").asText()),
        result.has("machine") ? JSON.treeToValue(result.get("machine"), Machine.class) : null,
        asked(result, metric),
        figures,
        ratios);
  }

  /** In the order in which a difference is told. */
  private static Map<String, String> asked(JsonNode result, String metric) {
    Map<String, String> asked = new LinkedHashMap<>();
    asked.put("experiment", result.at("/name").asText());
    StringBuilder variants = new StringBuilder();
    for (JsonNode variant : result.at("/variants")) {
      variants.append(variants.isEmpty() ? "" : ", ").append(variant.at("/name").asText());
    }
    asked.put("variants", variants.toString());
    result
        .at("/variants")
        .forEach(v -> asked.put("settings of " + v.at("/name").asText(), "" + v.at("/settings")));
    asked.put("workload", result.at("/workload").asText());
    asked.put("target", result.at("/target").asText());
    asked.put("data", result.at("/data").asText());
    JsonNode links = result.path("environment");
    for (String place : new String[] {"database", "client"}) {
      asked.put("network (" + place + ")", links.at("/" + place + "/nominal").asText("loopback"));
    }
    asked.put("model", result.at("/plan").has("users") ? "closed" : "open");
    asked.put(METRIC, metric);
    return asked;
  }

  /** Why it is not of the same experiment as another; empty when it is. */
  String otherThan(PastRun reference) {
    for (Map.Entry<String, String> each : reference.asked.entrySet()) {
      String own = asked.getOrDefault(each.getKey(), "none");
      if (!own.equals(each.getValue())) {
        return each.getKey() + " " + own + ", not " + each.getValue();
      }
    }
    return "";
  }
}
