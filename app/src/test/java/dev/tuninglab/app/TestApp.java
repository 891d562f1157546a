package dev.tuninglab.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The app on a free port, and a client that speaks to it. */
public final class TestApp implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final RunningApp app;

  private TestApp(RunningApp app) {
    this.app = app;
  }

  public static TestApp start(TestDatabase database, String... settings) {
    return startAt(database.url(), settings);
  }

  static TestApp startAt(String dbUrl, String... settings) {
    return startWith(Map.of(), dbUrl, settings);
  }

  static TestApp startWith(Map<String, String> environment, String dbUrl, String... settings) {
    List<String> arguments = new ArrayList<>(List.of("--port=0", "--db-url=" + dbUrl));
    for (String setting : settings) {
      arguments.addAll(List.of("--set", setting));
    }
    try {
      return new TestApp(
          RunningApp.start(AppSettings.of(arguments.toArray(String[]::new), environment)));
    } catch (StartFailure e) {
      throw new IllegalStateException(e);
    }
  }

  public URI at(String path) {
    return URI.create(app.url() + path);
  }

  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(at(path)));
  }

  /** As {@link #get}, without waiting for the answer. */
  public CompletableFuture<HttpResponse<String>> later(String path) {
    return CLIENT.sendAsync(HttpRequest.newBuilder(at(path)).build(), BodyHandlers.ofString());
  }

  /** Turns knobs: names and values in turn. */
  public HttpResponse<String> tune(String... settings) throws IOException, InterruptedException {
    Map<String, String> asked = new LinkedHashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      asked.put(settings[i], settings[i + 1]);
    }
    return send(
        HttpRequest.newBuilder(at("/tuning"))
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(asked))));
  }

  public HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  public static JsonNode json(HttpResponse<String> response) throws IOException {
    return JSON.readTree(response.body());
  }

  @Override
  public void close() {
    app.close();
  }
}
