package dev.tuninglab.lab.target;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tuninglab.gatling.workload.Feeder;
import dev.tuninglab.gatling.workload.RequestSpec;
import dev.tuninglab.gatling.workload.Workload;
import dev.tuninglab.lab.experiment.BadInput;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns the workloads of a target file into what the load generator takes. */
final class Workloads {
  private Workloads() {}

  /**
   * @param requests makes those of the entry
   * @param variables fills placeholders of feeders
   * @param folder of the target file, from which its files are named
   */
  static Workload of(
      String name,
      TargetFile.WorkloadEntry entry,
      Requests requests,
      Map<String, JsonNode> feeders,
      Map<String, String> variables,
      Path folder) {
    String key = "workloads." + name;
    List<RequestSpec> specs =
        entry.requests().stream().map(request -> requests.of(key, request)).toList();
    Set<String> used =
        specs.stream().flatMap(spec -> spec.variables().stream()).collect(Collectors.toSet());
    Map<String, Feeder> ready = new LinkedHashMap<>();
    feeders.forEach(
        (id, node) -> {
          if (!Feeders.isTable(node) || isUsed(id, used)) {
            ready.put(id, Feeders.of("feeders." + id, node, variables, folder));
          }
        });
    try {
      return new Workload(name, specs, Set.copyOf(entry.refusals()), ready);
    } catch (IllegalArgumentException e) {
      String message = e.getMessage();
      throw new BadInput(message.startsWith(key) ? message : key + ": " + message, e);
    }
  }

  /** A table may be large: only those that the workload draws from are read. */
  private static boolean isUsed(String feeder, Set<String> variables) {
    return variables.stream()
        .anyMatch(variable -> variable.equals(feeder) || variable.startsWith(feeder + "."));
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
}
