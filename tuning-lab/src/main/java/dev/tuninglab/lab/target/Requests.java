package dev.tuninglab.lab.target;

import dev.tuninglab.gatling.JsonPlaces;
import dev.tuninglab.gatling.workload.JsonCheck;
import dev.tuninglab.gatling.workload.RequestSpec;
import dev.tuninglab.gatling.workload.Secrets;
import dev.tuninglab.lab.experiment.BadInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns the requests of a target file into what the load generator takes.
 *
 * @param folder of the target file, from which files with bodies are named
 * @param auth a header of all of them; null for none
 */
record Requests(Path folder, TargetFile.Auth auth) {
  /**
   * @param workload its full key, for errors
   * @throws BadInput if a text is not well-formed, a file is missing, or a variable of the
   *     environment is not set
   */
  RequestSpec of(String workload, TargetFile.RequestEntry entry) {
    String key = workload + ".requests." + entry.name();
    RequestSpec spec = spec(workload, key, entry);
    for (String secret : spec.secrets()) {
      Placeholders.environment(key, secret.substring(Secrets.PREFIX.length()));
    }
    return spec;
  }

  private RequestSpec spec(String workload, String key, TargetFile.RequestEntry entry) {
    try {
      return new RequestSpec(
          entry.name(),
          entry.method() == null ? "GET" : entry.method(),
          entry.path(),
          headers(entry),
          body(key, entry),
          entry.weight() == null ? 1 : entry.weight(),
          entry.expect() == null ? Set.of(200) : Set.copyOf(entry.expect()),
          entry.revalidate(),
          entry.ledger() == null
              ? null
              : new RequestSpec.Ledger(entry.ledger().keyHeader(), entry.ledger().foundAt()),
          checks(key, entry));
    } catch (IllegalArgumentException e) {
      throw new BadInput(workload + "." + e.getMessage(), e);
    }
  }

  private Map<String, String> headers(TargetFile.RequestEntry entry) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (entry.headers() != null) {
      headers.putAll(entry.headers());
    }
    if (auth != null && headers.keySet().stream().noneMatch(auth.header()::equalsIgnoreCase)) {
      headers.put(auth.header(), auth.value());
    }
    return headers;
  }

  private String body(String key, TargetFile.RequestEntry entry) {
    if (entry.bodyFile() == null) {
      return entry.body() == null ? "" : entry.body();
    }
    if (entry.body() != null) {
      throw new BadInput(key + " has a body and a body-file, of which it takes one");
    }
    Path file = folder.resolve(entry.bodyFile()).normalize();
    if (!Files.isRegularFile(file)) {
      throw new BadInput(key + ".body-file: " + file + " does not exist");
    }
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new BadInput(
          key + ".body-file: " + file + " cannot be read as " + StandardCharsets.UTF_8, e);
    }
  }

  private static List<JsonCheck> checks(String key, TargetFile.RequestEntry entry) {
    return entry.check() == null
        ? List.of()
        : entry.check().stream().map(check -> check(key + ".check", check.json())).toList();
  }

  private static JsonCheck check(String key, TargetFile.JsonRule rule) {
    if (rule.equals() != null && !rule.equals().isValueNode()) {
      throw new BadInput(
          key + ".json.equals must be a text, a number or true or false, but was " + rule.equals());
    }
    try {
      JsonPlaces.of(rule.path());
      return new JsonCheck(
          rule.path(),
          rule.equals() == null || rule.equals().isNull() ? null : rule.equals().asText(),
          rule.exists() == null || rule.exists());
    } catch (IllegalArgumentException e) {
      throw new BadInput(key + ".json." + e.getMessage(), e);
    }
  }
}
