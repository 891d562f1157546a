package dev.tuninglab.lab.target;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tuninglab.gatling.workload.Feeder;
import dev.tuninglab.gatling.workload.RequestSpec;
import dev.tuninglab.gatling.workload.Workload;
import dev.tuninglab.lab.experiment.BadInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Turns the workloads of a target file into what the load generator takes. */
final class Workloads {
  private static final double DEFAULT_SKEW = 1.0;

  private Workloads() {}

  static Workload of(
      String name,
      TargetFile.WorkloadEntry entry,
      Map<String, JsonNode> feeders,
      Map<String, String> variables) {
    Map<String, Feeder> ready = new LinkedHashMap<>();
    feeders.forEach((id, node) -> ready.put(id, feeder("feeders." + id, node, variables)));
    try {
      return new Workload(
          name,
          entry.requests().stream().map(Workloads::request).toList(),
          Set.copyOf(entry.refusals()),
          ready);
    } catch (IllegalArgumentException e) {
      throw new BadInput("workloads." + name + ": " + e.getMessage(), e);
    }
  }

  /**
   * The feeders whose values have to be had from each subject, as far as the workload uses them.
   */
  static Map<String, Walk> walks(Workload workload, Map<String, JsonNode> feeders) {
    Map<String, Walk> walks = new LinkedHashMap<>();
    for (RequestSpec request : workload.requests()) {
      for (String variable : request.variables()) {
        if (workload.feeders().get(variable) instanceof Feeder.Given) {
          walks.put(variable, Walk.of("feeders." + variable, feeders.get(variable)));
        }
      }
    }
    return walks;
  }

  private static RequestSpec request(TargetFile.RequestEntry entry) {
    return new RequestSpec(
        entry.name(),
        entry.method() == null ? "GET" : entry.method(),
        entry.path(),
        entry.headers() == null ? Map.of() : entry.headers(),
        entry.body() == null ? "" : entry.body(),
        entry.weight() == null ? 1 : entry.weight(),
        entry.expect() == null ? Set.of(200) : Set.copyOf(entry.expect()),
        entry.revalidate(),
        entry.ledger() == null
            ? null
            : new RequestSpec.Ledger(entry.ledger().keyHeader(), entry.ledger().foundAt()));
  }

  /**
   * Queries that count what the workload's writes make, each once; empty unless all of its writes
   * name one.
   */
  static List<String> counts(TargetFile.WorkloadEntry entry) {
    List<TargetFile.Ledger> ledgers =
        entry.requests().stream()
            .map(TargetFile.RequestEntry::ledger)
            .filter(Objects::nonNull)
            .toList();
    return ledgers.stream().allMatch(ledger -> ledger.count() != null)
        ? ledgers.stream().map(TargetFile.Ledger::count).distinct().toList()
        : List.of();
  }

  private static Feeder feeder(String key, JsonNode node, Map<String, String> variables) {
    try {
      if (node.hasNonNull("zipf")) {
        Span span = span(key + ".zipf", node.get("zipf"), variables);
        return new Feeder.Zipf(span.from(), span.to(), node.path("skew").asDouble(DEFAULT_SKEW));
      }
      if (node.hasNonNull("uniform")) {
        Span span = span(key + ".uniform", node.get("uniform"), variables);
        return new Feeder.Uniform(span.from(), span.to(), node.path("step").asLong(1));
      }
      if (node.hasNonNull("values")) {
        List<String> values = new ArrayList<>();
        node.get("values").forEach(value -> values.add(value.asText()));
        return new Feeder.Values(values);
      }
      if (node.path("unique").asBoolean()) {
        return new Feeder.Unique();
      }
      if (node.has("walk")) {
        Walk.of(key, node);
        return new Feeder.Given();
      }
    } catch (IllegalArgumentException e) {
      throw new BadInput(key + ": " + e.getMessage(), e);
    }
    throw new BadInput(key + " needs one of zipf, uniform, values, unique or walk");
  }

  private static Span span(String key, JsonNode node, Map<String, String> variables) {
    return Span.parse(key, Placeholders.fill(key, node.asText(), variables));
  }
}
