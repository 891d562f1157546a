package dev.tuninglab.lab.panel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.TreeMap;

/** What the panel's own page sends, and what other pages may try instead. */
final class Caller {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI address;

  Caller(PanelServer panel) {
    this.address = panel.address();
  }

  String token() {
    return address.getFragment().substring("token=".length());
  }

  String origin() {
    return "http://" + address.getAuthority();
  }

  int port() {
    return address.getPort();
  }

  HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin() + path));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  /** As the page would. */
  HttpResponse<String> post(String path, String body) throws Exception {
    return post(path, body, Map.of());
  }

  /**
   * @param changes of the page's own headers; an empty one is left out
   */
  HttpResponse<String> post(String path, String body, Map<String, String> changes)
      throws Exception {
    Map<String, String> headers = new TreeMap<>();
    headers.put("X-Lab-Token", token());
    headers.put("Content-Type", "application/json");
    headers.put("Origin", origin());
    headers.put("Sec-Fetch-Site", "same-origin");
    headers.putAll(changes);
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin() + path));
    headers.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            request.header(name, value);
          }
        });
    return CLIENT.send(
        request.POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }

  EventReader events() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(origin() + "/api/events")).build();
    return new EventReader(CLIENT.send(request, BodyHandlers.ofInputStream()).body());
  }

  static JsonNode json(HttpResponse<String> response) throws IOException {
    return JSON.readTree(response.body());
  }

  /** The line that says what is wrong. */
  static String detail(HttpResponse<String> response) throws IOException {
    return json(response).at("/detail").asText();
  }
}
