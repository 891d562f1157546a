package dev.tuninglab.lab.init;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tuninglab.lab.experiment.BadInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the operations of an OpenAPI 3 document as requests, all of the same weight. */
final class OpenApi {
  private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");
  private static final List<String> OTHERS = List.of("head", "options", "trace", "query");
  private static final int MOST_OPERATIONS = 1_000;
  private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private final OpenApiDocument document;
  private final OpenApiSecurity security;
  private final OpenApiOperation.Context context;
  private final Bystanders bystanders = new Bystanders(true);
  private final LeftOuts leftOuts = new LeftOuts();
  private final Names names = new Names();
  private final List<FoundRequest> requests = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final ServiceUrl url;
  private String ready;

  private OpenApi(OpenApiDocument document, ServiceUrl url) {
    this.document = document;
    this.url = url;
    this.security = new OpenApiSecurity(document);
    this.context = new OpenApiOperation.Context(document, new Feeders());
  }

  /**
   * @throws BadInput if it is no such document, refers to others, or has no operation to take; the
   *     message names file, line and reason
   */
  static FoundRequests read(Path file, ServiceUrl url) {
    OpenApi reader = new OpenApi(OpenApiDocument.read(file), url);
    return reader.found(file);
  }

  private FoundRequests found(Path file) {
    String base = base();
    document
        .root()
        .path("paths")
        .properties()
        .forEach(
            path -> {
              if (path.getKey().startsWith("/")) {
                take(base, path.getKey(), document.resolved(path.getValue()));
              }
            });
    if (requests.isEmpty()) {
      throw Sources.nothingTaken(document.name(), leftOuts);
    }
    JsonNode title = document.root().path("info").path("title");
    return Sources.withOneRead(
        new FoundRequests(
            Names.ofService(title.asText(url.host())),
            String.format(
                Locale.ROOT,
                "OpenAPI document %s (%,d operations)",
                file.getFileName(),
                requests.size()),
            requests,
            context.feeders().all(),
            Optional.empty(),
            Optional.ofNullable(ready),
            leftOuts.all(),
            notes),
        url);
  }

  /** What stands before all paths: of the URL given, else of the first server of the document. */
  private String base() {
    JsonNode server = document.root().path("servers").path(0);
    if (!url.base().isEmpty() || !server.path("url").isTextual()) {
      return url.base();
    }
    String address = server.path("url").asText();
    Matcher variable = Pattern.compile("\\{([^{}]*)}").matcher(address);
    String filled =
        variable.replaceAll(
            found ->
                Matcher.quoteReplacement(
                    server.path("variables").path(found.group(1)).path("default").asText()));
    Matcher absolute =
        Pattern.compile("(?s)[A-Za-z][A-Za-z0-9+.-]*://([^/?#]*)(.*)").matcher(filled);
    String path = absolute.matches() ? absolute.group(2) : filled;
    String plain = path.replaceFirst("(?s)[?#].*", "").replaceFirst("/+$", "");
    String base = plain.isEmpty() || plain.startsWith("/") ? plain : "/" + plain;
    if (!base.isEmpty()) {
      notes.add(
          "paths begin with " + UrlText.literal(base) + ", as the document's first server does");
    }
    return UrlText.literal(base);
  }

  private void take(String base, String template, JsonNode item) {
    for (String other : OTHERS) {
      if (item.has(other)) {
        leftOuts.count("operations of other methods", other.toUpperCase(Locale.ROOT));
      }
    }
    for (String method : METHODS) {
      JsonNode operation = item.path(method);
      if (!operation.isObject()) {
        continue;
      }
      if (requests.size() == MOST_OPERATIONS) {
        leftOuts.count("operations after the first %,d".formatted(MOST_OPERATIONS));
      } else if (method.equals("get")
          && bystanders.reason(template, "").equals(Optional.of(Bystanders.HEALTH))) {
        leftOuts.count(Bystanders.HEALTH, UrlText.literal(template));
        ready = ready == null && !template.contains("{") ? base + UrlText.literal(template) : ready;
      } else {
        requests.add(request(method, base, template, item, operation));
      }
    }
  }

  private FoundRequest request(
      String method, String base, String template, JsonNode item, JsonNode operation) {
    OpenApiOperation parts = new OpenApiOperation(context, item, operation);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    Map<String, String> query = new LinkedHashMap<>();
    List<String> comments = new ArrayList<>();
    summary(operation).ifPresent(comments::add);
    if (operation.path("deprecated").asBoolean()) {
      comments.add("Deprecated, says the document.");
    }
    StringBuilder path = new StringBuilder(base);
    parts.path(path, template);
    parts.query(query);
    parts.headers(headers);
    security.addTo(operation, headers, query);
    char separator = path.indexOf("?") < 0 ? '?' : '&';
    for (Map.Entry<String, String> parameter : query.entrySet()) {
      UrlText.append(
          path.append(separator).append(parameter.getKey()).append('='), parameter.getValue());
      separator = '&';
    }
    String body = method.equals("get") ? null : parts.body(headers, comments);
    if (!parts.optional().isEmpty()) {
      comments.add("May take in its query: " + String.join(", ", parts.optional()));
    }
    headers.keySet().removeIf(header -> !HEADER.matcher(header).matches());
    String upper = method.toUpperCase(Locale.ROOT);
    String id = Names.word(operation.path("operationId").asText(), "");
    return new FoundRequest(
        names.fresh(id.isEmpty() ? Names.ofRequest(upper, path.toString()) : id),
        upper,
        path.toString(),
        headers,
        body,
        1,
        expect(operation),
        comments);
  }

  private static Optional<String> summary(JsonNode operation) {
    String text = operation.path("summary").asText();
    String line = text.lines().findFirst().orElse("").strip();
    return line.isEmpty()
        ? Optional.empty()
        : Optional.of(line.length() > 100 ? line.substring(0, 100) + "..." : line);
  }

  private static List<Integer> expect(JsonNode operation) {
    List<Integer> statuses = new ArrayList<>();
    operation
        .path("responses")
        .fieldNames()
        .forEachRemaining(
            status -> {
              if (status.matches("20[0-57]|30[12378]")) {
                statuses.add(Integer.parseInt(status));
              }
            });
    if (statuses.stream().anyMatch(status -> status < 300)) {
      statuses.removeIf(status -> status >= 300);
    }
    return statuses.equals(List.of(200))
        ? List.of()
        : statuses.stream().distinct().sorted().toList();
  }
}
