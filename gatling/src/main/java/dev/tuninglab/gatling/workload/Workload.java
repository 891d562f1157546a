package dev.tuninglab.gatling.workload;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is asked of a service: kinds of requests, and where the values of their variables come from.
 *
 * @param name what reports call it
 * @param requests one or more, with names of their own
 * @param refusals statuses, 400 to 599, by which a service says that it does not take a request
 *     now; they are counted apart, neither as successes nor as failures; may be empty
 * @param feeders one for every variable used, by the variable's name
 */
public record Workload(
    String name, List<RequestSpec> requests, Set<Integer> refusals, Map<String, Feeder> feeders) {

  /** Without refusals. */
  public Workload(String name, List<RequestSpec> requests, Map<String, Feeder> feeders) {
    this(name, requests, Set.of(), feeders);
  }

  /** Checks itself: every variable of every request must have its feeder. */
  public Workload {
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException("workload name must not be blank");
    }
    requests = requests == null ? List.of() : List.copyOf(requests);
    refusals = Collections.unmodifiableSet(new TreeSet<>(refusals == null ? Set.of() : refusals));
    feeders = feeders == null ? Map.of() : feeders;
    feeders = Collections.unmodifiableMap(new TreeMap<>(feeders));
    if (requests.isEmpty()) {
      throw new IllegalArgumentException(
          "workloads." + name + ".requests must hold one request or more, but was empty");
    }
    for (int status : refusals) {
      checkRefusal(name, status, requests);
    }
    Set<String> names = new HashSet<>();
    for (RequestSpec request : requests) {
      if (!names.add(request.name())) {
        throw new IllegalArgumentException(
            "workloads."
                + name
                + ".requests must have different names, but '"
                + request.name()
                + "' comes twice");
      }
      for (String variable : request.variables()) {
        if (!feeders.containsKey(variable)) {
          throw new IllegalArgumentException(
              "workloads."
                  + name
                  + ".requests."
                  + request.name()
                  + " uses ${"
                  + variable
                  + "}, which no feeder provides; feeders: "
                  + (feeders.isEmpty() ? "none" : String.join(", ", feeders.keySet())));
        }
      }
    }
  }

  private static void checkRefusal(String name, int status, List<RequestSpec> requests) {
    String key = "workloads." + name + ".refusals";
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException(
          key + " must hold statuses of 400 to 599, but held " + status);
    }
    for (RequestSpec request : requests) {
      if (request.expects(status)) {
        throw new IllegalArgumentException(
            key
                + " must hold no status that is a success, but "
                + status
                + " is one of request "
                + request.name());
      }
    }
  }
}
