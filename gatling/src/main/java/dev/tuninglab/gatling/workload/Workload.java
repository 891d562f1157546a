package dev.tuninglab.gatling.workload;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is asked of a service: kinds of requests, and where the values of their variables come from.
 *
 * @param name what reports call it
 * @param requests one or more, with names of their own
 * @param refusals statuses, 400 to 599, by which a service says that it does not take a request
 *     now; they are counted apart, neither as successes nor as failures; may be empty
 * @param feeders one for every variable used, by the variable's name; {@code ${id.1}}, {@code
 *     ${id.2}} and so on are draws of the feeder {@code id}, all different within one request;
 *     {@code ${id.column}} is of the row that a {@link Feeder.Rows} gives the request
 */
public record Workload(
    String name, List<RequestSpec> requests, Set<Integer> refusals, Map<String, Feeder> feeders) {
  private static final Pattern NUMBERED = Pattern.compile("(.+)\\.[0-9]+");

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
      String key = "workloads." + name + ".requests." + request.name();
      for (String variable : request.variables()) {
        if (feederName(variable, feeders).isEmpty()) {
          throw new IllegalArgumentException(
              key
                  + " uses ${"
                  + variable
                  + "}, which no feeder provides; feeders: "
                  + (feeders.isEmpty() ? "none" : String.join(", ", offered(feeders))));
        }
      }
      checkDifferent(key, request, feeders);
      checkHeaders(key, request, feeders);
    }
  }

  /** The feeder that a variable draws from: of its own name, or of that before its number. */
  String feederOf(String variable) {
    return feederName(variable, feeders).orElseThrow();
  }

  /**
   * With these values in the place of its {@link Feeder.Given}s. Whatever the values, the same
   * random source is asked the same questions: two subjects with values of their own are offered
   * the same sequence of requests otherwise.
   *
   * @param values by the variable's name
   * @throws IllegalArgumentException if a request uses one that has no value here
   */
  public Workload given(Map<String, String> values) {
    Map<String, Feeder> known = new TreeMap<>(feeders);
    values.forEach(
        (variable, value) ->
            known.computeIfPresent(
                variable,
                (name, feeder) ->
                    feeder instanceof Feeder.Given ? new Feeder.Values(List.of(value)) : feeder));
    for (RequestSpec request : requests) {
      for (String variable : request.variables()) {
        if (known.get(variable) instanceof Feeder.Given) {
          throw new IllegalArgumentException(
              "workloads."
                  + name
                  + ".requests."
                  + request.name()
                  + " uses ${"
                  + variable
                  + "}, whose value must come with the slice, but did not");
        }
      }
    }
    return new Workload(name, requests, refusals, known);
  }

  private static Optional<String> feederName(String variable, Map<String, Feeder> feeders) {
    if (feeders.containsKey(variable)) {
      return Optional.of(variable);
    }
    for (Map.Entry<String, Feeder> feeder : feeders.entrySet()) {
      if (feeder.getValue() instanceof Feeder.Rows rows
          && rows.column(feeder.getKey(), variable) >= 0) {
        return Optional.of(feeder.getKey());
      }
    }
    return Optional.of(NUMBERED.matcher(variable))
        .filter(Matcher::matches)
        .map(numbered -> numbered.group(1))
        .filter(feeders::containsKey);
  }

  /** Drawing again until a value is new must come to an end. */
  private static void checkDifferent(String key, RequestSpec request, Map<String, Feeder> feeders) {
    Map<String, Long> draws =
        request.variables().stream()
            .filter(variable -> !feeders.containsKey(variable))
            .filter(
                variable ->
                    !(feeders.get(feederName(variable, feeders).orElseThrow())
                        instanceof Feeder.Rows))
            .collect(
                Collectors.groupingBy(
                    variable -> feederName(variable, feeders).orElseThrow(),
                    TreeMap::new,
                    Collectors.counting()));
    draws.forEach(
        (feeder, count) -> {
          long has =
              feeders.get(feeder) instanceof Feeder.Uniform uniform ? uniform.different() : 0;
          if (has < count) {
            throw new IllegalArgumentException(
                "%s draws %d different values of %s, which must be a uniform feeder of as many, but was %s"
                    .formatted(key, count, feeder, feeders.get(feeder)));
          }
        });
  }

  private static void checkHeaders(String key, RequestSpec request, Map<String, Feeder> feeders) {
    request
        .headerTemplates()
        .forEach(
            (header, template) ->
                template.variables().stream()
                    .map(variable -> feeders.get(feederName(variable, feeders).orElseThrow()))
                    .flatMap(Workload::listed)
                    .filter(value -> value.contains("\r") || value.contains("\n"))
                    .findFirst()
                    .ifPresent(
                        value -> {
                          throw new IllegalArgumentException(
                              "%s.headers.%s must be one line, but a feeder gives '%s'"
                                  .formatted(key, header, value));
                        }));
  }

  private static List<String> offered(Map<String, Feeder> feeders) {
    return feeders.entrySet().stream()
        .flatMap(
            feeder ->
                feeder.getValue() instanceof Feeder.Rows rows
                    ? rows.columns().stream().map(column -> feeder.getKey() + "." + column)
                    : Stream.of(feeder.getKey()))
        .toList();
  }

  private static Stream<String> listed(Feeder feeder) {
    return feeder instanceof Feeder.Values some
        ? some.values().stream()
        : feeder instanceof Feeder.Rows table
            ? table.rows().stream().flatMap(List::stream)
            : Stream.empty();
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
