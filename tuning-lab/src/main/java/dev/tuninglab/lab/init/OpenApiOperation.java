package dev.tuninglab.lab.init;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of an operation that become parts of a request. */
final class OpenApiOperation {
  private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]*)}");

  /** They say too little to name a variable by. */
  private static final Set<String> VAGUE = Set.of("id", "uuid", "key", "slug", "name", "code");

  private static final int MOST_OPTIONAL = 8;

  /** What all operations of a document share. */
  record Context(OpenApiDocument document, Feeders feeders) {}

  private final OpenApiDocument document;
  private final OpenApiValues values;
  private final Feeders feeders;
  private final JsonNode operation;
  private final Map<String, JsonNode> parameters = new LinkedHashMap<>();

  OpenApiOperation(Context context, JsonNode item, JsonNode operation) {
    this.document = context.document();
    this.values = new OpenApiValues(document);
    this.feeders = context.feeders();
    this.operation = operation;
    for (JsonNode holder : List.of(item, operation)) {
      for (JsonNode each : holder.path("parameters")) {
        JsonNode parameter = document.resolved(each);
        String in = parameter.path("in").asText();
        // One of the operation stands in the place of its path's.
        parameters.put(in + " " + parameter.path("name").asText(), parameter);
      }
    }
  }

  /** Adds the path, with a variable for each parameter of its template. */
  void path(StringBuilder path, String template) {
    Matcher variable = VARIABLE.matcher(template);
    int at = 0;
    while (variable.find()) {
      path.append(UrlText.literal(template.substring(at, variable.start())));
      String name = variable.group(1);
      JsonNode parameter = parameters.get("path " + name);
      FoundFeeder feeder =
          values.feeder(parameter == null ? document.root().path("\0") : parameter);
      String place = path.toString();
      String thing = Names.singular(lastSegment(template.substring(0, variable.start())));
      String word = Names.word(name, "value");
      String told = thing.equals("id") ? word : thing + "-" + word;
      String wanted = VAGUE.contains(word.toLowerCase(Locale.ROOT)) ? told : word;
      UrlText.append(path, "${" + feeders.variable(place, wanted, told, feeder) + "}");
      at = variable.end();
    }
    path.append(UrlText.literal(template.substring(at)));
  }

  private static String lastSegment(String path) {
    String[] segments = path.split("/");
    String last = segments.length == 0 ? "" : segments[segments.length - 1];
    return last.contains("{") ? "" : last;
  }

  /** Adds the required parameters of the query. */
  void query(Map<String, String> query) {
    for (JsonNode parameter : of("query", true)) {
      String name = parameter.path("name").asText();
      query.put(UrlText.encoded(name), value("query", name, parameter, true));
    }
  }

  /** Adds the required headers and cookies. */
  void headers(Map<String, String> headers) {
    for (JsonNode parameter : of("header", true)) {
      String name = parameter.path("name").asText();
      // These are told elsewhere in a document.
      if (!Set.of("accept", "content-type", "authorization")
          .contains(name.toLowerCase(Locale.ROOT))) {
        headers.put(name, value("header", name, parameter, false));
      }
    }
    if (!of("cookie", true).isEmpty()) {
      headers.put("Cookie", Secrets.reference("cookie"));
    }
  }

  /** Names of parameters of the query that may be left away. */
  List<String> optional() {
    List<String> names = of("query", false).stream().map(p -> p.path("name").asText()).toList();
    return names.size() <= MOST_OPTIONAL ? names : names.subList(0, MOST_OPTIONAL);
  }

  /**
   * An example of the body; null for none.
   *
   * @param headers given the content type
   * @param comments given what is to be known of it
   */
  String body(Map<String, String> headers, List<String> comments) {
    JsonNode content = document.get(operation, "requestBody").path("content");
    if (content.isEmpty()) {
      return null;
    }
    String type = null;
    for (Map.Entry<String, JsonNode> media : content.properties()) {
      if (media.getKey().matches("(?i)[\\w.+-]+/([\\w.+-]+\\+)?json(\\s*;[\\w=\\s-]*)?")) {
        type = media.getKey();
        break;
      }
    }
    if (type == null) {
      comments.add("Its body is not here: the document describes none in JSON. Put one.");
      return null;
    }
    OpenApiValues.Body body = values.body(document.resolved(content.path(type)));
    headers.put("Content-Type", type);
    if (!body.example()) {
      comments.add("Its body is put together from the schema: see that the service takes it.");
    }
    return Sent.escaped(body.value().toString());
  }

  private List<JsonNode> of(String in, boolean required) {
    List<JsonNode> found = new ArrayList<>();
    parameters.forEach(
        (key, parameter) -> {
          if (key.startsWith(in + " ")
              && parameter.path("required").asBoolean() == required
              && !parameter.path("name").asText().isEmpty()) {
            found.add(parameter);
          }
        });
    return found;
  }

  /** As it stands where there is one, a variable where there are several, a reference if secret. */
  private String value(String in, String name, JsonNode parameter, boolean encoded) {
    FoundFeeder feeder = values.feeder(parameter);
    if (Secrets.isSecret(name, "")) {
      return Secrets.reference(name);
    }
    boolean one =
        feeder.source() instanceof FoundFeeder.Values several && several.values().size() == 1;
    boolean madeUp = feeder.comments().get(0).startsWith("MADE UP");
    if (one && !madeUp) {
      String value = ((FoundFeeder.Values) feeder.source()).values().get(0);
      return encoded ? UrlText.encoded(value) : Sent.escaped(value);
    }
    String word = Names.word(name, "value");
    return "${" + feeders.variable(in + " " + name, word, in + "-" + word, feeder) + "}";
  }
}
