package dev.tuninglab.gatling.workload;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One kind of request of a workload.
 *
 * @param name what reports call it; unique in its workload
 * @param method HTTP method, upper case
 * @param path path and query with {@code ${variable}}; values are percent-encoded as they are
 *     filled in, the rest goes out as written
 * @param headers their values with {@code ${variable}}; without an {@code accept-encoding} here,
 *     {@code identity} is asked for
 * @param body text with {@code ${variable}}; empty for none
 * @param weight share of the requests relative to the other weights, 1 to 1,000,000
 * @param expected statuses that count as success; empty means any of 200 to 299
 * @param revalidate whether the generator keeps the last entity tag of each URL and sends it in
 *     {@code if-none-match}, as a client with a cache does; 304 is a success then
 * @param ledger how a write is known again; null when it is none that can be
 * @param checks what a bounded share of its successful answers is looked into for; may be empty
 */
public record RequestSpec(
    String name,
    String method,
    String path,
    Map<String, String> headers,
    String body,
    int weight,
    Set<Integer> expected,
    boolean revalidate,
    Ledger ledger,
    List<JsonCheck> checks) {
  private static final int NOT_MODIFIED = 304;
  private static final Pattern METHOD = Pattern.compile("[A-Z]+");
  private static final Pattern PATH = Pattern.compile("/[^\\s#\\p{Cntrl}]*");
  private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  /**
   * How a write is known again.
   *
   * @param keyHeader header of the request by which the service knows that it is the same write,
   *     such as {@code Idempotency-Key}; its value must be another for each request
   * @param foundAt header of the response that says where the written thing is, such as {@code
   *     Location}
   */
  public record Ledger(String keyHeader, String foundAt) {}

  /** One whose answers are not looked into. */
  public RequestSpec(
      String name,
      String method,
      String path,
      Map<String, String> headers,
      String body,
      int weight,
      Set<Integer> expected,
      boolean revalidate,
      Ledger ledger) {
    this(name, method, path, headers, body, weight, expected, revalidate, ledger, List.of());
  }

  /** One of which no ledger can be kept. */
  public RequestSpec(
      String name,
      String method,
      String path,
      Map<String, String> headers,
      String body,
      int weight,
      Set<Integer> expected,
      boolean revalidate) {
    this(name, method, path, headers, body, weight, expected, revalidate, null);
  }

  /** One that keeps nothing of a response. */
  public RequestSpec(
      String name,
      String method,
      String path,
      Map<String, String> headers,
      String body,
      int weight,
      Set<Integer> expected) {
    this(name, method, path, headers, body, weight, expected, false, null);
  }

  /** Checks itself; absent headers, body and expected statuses become empty. */
  public RequestSpec {
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException("request name must not be blank");
    }
    require(
        method != null && METHOD.matcher(method).matches(),
        name,
        "method",
        "an HTTP method in upper case such as GET",
        method);
    require(
        path != null && PATH.matcher(path).matches(),
        name,
        "path",
        "a path that starts with '/' and has no blank and no '#'",
        path);
    require(weight >= 1 && weight <= 1_000_000, name, "weight", "1 to 1000000", weight);
    require(
        !revalidate || "GET".equals(method),
        name,
        "revalidate",
        "false for other methods than GET",
        "true for " + method);
    headers = headers == null ? Map.of() : Map.copyOf(headers);
    headers.forEach(
        (header, value) -> {
          require(HEADER.matcher(header).matches(), name, "headers", "valid header names", header);
          require(
              value.chars().noneMatch(c -> c == '\r' || c == '\n'),
              name,
              "headers." + header,
              "one line",
              value);
        });
    headers = Collections.unmodifiableMap(new TreeMap<>(headers));
    if (ledger != null) {
      String keyHeader = ledger.keyHeader();
      require(
          keyHeader != null && headers.keySet().stream().anyMatch(keyHeader::equalsIgnoreCase),
          name,
          "ledger.key-header",
          "one of its headers (" + String.join(", ", new TreeMap<>(headers).keySet()) + ")",
          keyHeader);
      require(
          ledger.foundAt() != null && HEADER.matcher(ledger.foundAt()).matches(),
          name,
          "ledger.found-at",
          "a header of the response such as Location",
          ledger.foundAt());
    }
    body = body == null ? "" : body;
    checks = checks == null ? List.of() : List.copyOf(checks);
    expected = expected == null ? Set.of() : Set.copyOf(expected);
    expected.forEach(
        status ->
            require(
                status >= 200 && status <= 599,
                name,
                "expected",
                "statuses of 200 to 599",
                status));
    expected = Collections.unmodifiableSet(new TreeSet<>(expected));
    Template.parse(path, key(name, "path"));
    Template.parse(body, key(name, "body"));
    headers.forEach((header, value) -> Template.parse(value, key(name, "headers." + header)));
  }

  /** A plain GET of weight 1 that expects a status of 200 to 299. */
  public static RequestSpec get(String name, String path) {
    return new RequestSpec(name, "GET", path, Map.of(), "", 1, Set.of());
  }

  /** Whether a response of this status is a success. */
  public boolean expects(int status) {
    return (revalidate && status == NOT_MODIFIED)
        || (expected.isEmpty() ? status >= 200 && status < 300 : expected.contains(status));
  }

  /** The parsed path. */
  public Template pathTemplate() {
    return Template.parse(path, key(name, "path"));
  }

  /** The parsed body. */
  public Template bodyTemplate() {
    return Template.parse(body, key(name, "body"));
  }

  /** The parsed values of the headers, by name. */
  public Map<String, Template> headerTemplates() {
    Map<String, Template> parsed = new TreeMap<>();
    headers.forEach(
        (header, value) ->
            parsed.put(header, Template.parse(value, key(name, "headers." + header))));
    return parsed;
  }

  /** The variables of path, body and headers, each once, in the order of the text. */
  public List<String> variables() {
    return texts().flatMap(text -> text.variables().stream()).distinct().toList();
  }

  /** The variables of the environment that it takes, {@code env:NAME}, each once. */
  public List<String> secrets() {
    return texts().flatMap(text -> text.secrets().stream()).distinct().toList();
  }

  private Stream<Template> texts() {
    return Stream.concat(
        Stream.of(pathTemplate(), bodyTemplate()), headerTemplates().values().stream());
  }

  private static void require(boolean held, String name, String field, String rule, Object was) {
    if (!held) {
      throw new IllegalArgumentException(
          key(name, field) + " must be " + rule + ", but was '" + was + "'");
    }
  }

  private static String key(String name, String field) {
    return "requests." + name + "." + field;
  }
}
