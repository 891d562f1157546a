package dev.tuninglab.lab.init;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;

/** What a document says of how a client shows who it is. */
final class OpenApiSecurity {
  private final OpenApiDocument document;

  OpenApiSecurity(OpenApiDocument document) {
    this.document = document;
  }

  /**
   * Adds to a request what the first of the ways allowed asks for, as references.
   *
   * @param query parameters, ready for a URL
   */
  void addTo(JsonNode operation, Map<String, String> headers, Map<String, String> query) {
    JsonNode ways =
        operation.has("security") ? operation.path("security") : document.root().path("security");
    JsonNode schemes = document.root().path("components").path("securitySchemes");
    OpenApiValues.first(ways)
        .fieldNames()
        .forEachRemaining(name -> add(document.get(schemes, name), headers, query));
  }

  private static void add(JsonNode scheme, Map<String, String> headers, Map<String, String> query) {
    String name = scheme.path("name").asText();
    switch (scheme.path("type").asText()) {
      case "apiKey" -> {
        switch (scheme.path("in").asText()) {
          case "header" -> headers.put(name, Secrets.reference(name));
          case "query" -> query.put(UrlText.encoded(name), Secrets.reference(name));
          case "cookie" -> headers.put("Cookie", Secrets.reference("cookie"));
          default -> {}
        }
      }
      case "http" -> {
        String kind = scheme.path("scheme").asText().toLowerCase(Locale.ROOT);
        headers.put(
            "Authorization",
            kind.equals("bearer")
                ? "Bearer " + Secrets.reference("token")
                : Secrets.reference("authorization"));
      }
      case "oauth2", "openIdConnect" ->
          headers.put("Authorization", "Bearer " + Secrets.reference("token"));
      default -> {}
    }
  }
}
