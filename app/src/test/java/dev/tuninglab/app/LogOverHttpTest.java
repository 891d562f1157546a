package dev.tuninglab.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The knob {@code log} in a running app. */
@ExtendWith(TestDatabase.Provider.class)
@Timeout(120)
class LogOverHttpTest {
  private static final int REQUESTS = 200;

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"sync", "async"})
  void afterATerminationEveryRequestHasItsLines(String log, TestDatabase database)
      throws Exception {
    try (AppProcess app = started(database, log)) {
      URI url = URI.create(app.url());
      List<CompletableFuture<HttpResponse<String>>> requests = new ArrayList<>();
      for (int i = 0; i < REQUESTS; i++) {
        requests.add(get(url.resolve("/orders/" + (i % TestDatabase.ORDERS + 1))));
      }
      HttpResponse<String> last = get(url.resolve("/orders/a%20b")).get();
      for (CompletableFuture<HttpResponse<String>> request : requests) {
        assertThat(request.get().statusCode()).isEqualTo(200);
      }
      app.terminate();
      assertThat(app.exitCode()).isEqualTo(128 + 15);

      assertThat(
              lines(" access method=GET path=/orders/\\d+ status=200 bytes=[1-9]\\d* micros=\\d+"))
          .hasSize(REQUESTS);
      assertThat(lines(" business order read order=\\d+ bytes=[1-9]\\d*")).hasSize(REQUESTS);
      assertThat(last.statusCode()).isEqualTo(400);
      assertThat(
              lines(" access method=GET path=/orders/a%20b status=400 bytes=[1-9]\\d* micros=\\d+"))
          .hasSize(1);
      assertThat(lines("")).hasSize(2 * REQUESTS + 1);
    }
  }

  @Test
  void noLineIsLostWhileOneLogTakesOverFromAnother(TestDatabase database) throws Exception {
    try (AppProcess app = started(database, "sync")) {
      URI url = URI.create(app.url());
      AtomicBoolean going = new AtomicBoolean(true);
      CompletableFuture<Integer> hammering =
          CompletableFuture.supplyAsync(
              () -> {
                int answers = 0;
                while (going.get()) {
                  assertThat(get(url.resolve("/orders/3")).join().statusCode()).isEqualTo(200);
                  answers++;
                }
                return answers;
              });
      List<String> turns = List.of("async", "sync", "async", "sync", "async");
      for (String log : turns) {
        assertThat(tune(url, log).statusCode()).isEqualTo(200);
        assertThat(get(url.resolve("/orders/4")).get().statusCode()).isEqualTo(200);
      }
      going.set(false);
      int answers = hammering.get();
      app.terminate();
      assertThat(app.exitCode()).isEqualTo(128 + 15);

      assertThat(lines(" access method=GET path=/orders/3 status=200 .*")).hasSize(answers);
      assertThat(lines(" access method=GET path=/orders/4 status=200 .*")).hasSize(turns.size());
      assertThat(lines(" access method=PUT path=/tuning status=200 .*")).hasSize(turns.size());
    }
  }

  @Test
  void offMakesNoFile(TestDatabase database) throws Exception {
    try (AppProcess app = started(database, "off")) {
      assertThat(get(URI.create(app.url()).resolve("/orders/1")).get().statusCode()).isEqualTo(200);
      assertThat(file()).doesNotExist();
    }
  }

  @Test
  void withoutALogFileThereIsATemporaryOneThatGoesWithTheProcess(TestDatabase database)
      throws Exception {
    try (AppProcess app =
        new AppProcess(
            List.of("-Xmx128m", "-Djava.io.tmpdir=" + folder),
            "--port=0",
            "--db-url=" + database.url(),
            "--set=log=sync")) {
      assertThat(get(URI.create(app.url()).resolve("/orders/1")).get().statusCode()).isEqualTo(200);
      assertThat(folder).isDirectoryContaining("glob:**/shop-*-requests.log");
      app.terminate();
      assertThat(app.exitCode()).isEqualTo(128 + 15);
      assertThat(folder).isDirectoryNotContaining("glob:**/shop-*");
    }
  }

  @Test
  void droppedLinesAreAMetric(TestDatabase database) throws Exception {
    try (TestApp app = TestApp.start(database)) {
      assertThat(app.get("/metrics").body()).contains("request_log_lines_dropped_total 0.0");
    }
  }

  @Test
  void aFileThatCannotBeWrittenIsOneLineAndExitFour(TestDatabase database) throws Exception {
    Files.createFile(folder.resolve("file"));
    Path impossible = folder.resolve("file").resolve("requests.log");
    try (AppProcess app =
        new AppProcess(
            "--port=0",
            "--db-url=" + database.url(),
            "--log-file=" + impossible,
            "--set=log=async")) {
      assertThat(app.exitCode()).isEqualTo(4);
      assertThat(app.err())
          .startsWith(
              "--log-file must be one that can be written for log=async, but "
                  + impossible
                  + " cannot be written: ")
          .endsWith("; name another, or log=off\n")
          .hasLineCount(1);
    }
  }

  @Test
  void aFileThatCannotBeWrittenLeavesTheOldLogLive(TestDatabase database) throws Exception {
    Files.createFile(folder.resolve("file"));
    String impossible = "--log-file=" + folder.resolve("file").resolve("requests.log");
    try (AppProcess app = new AppProcess("--port=0", "--db-url=" + database.url(), impossible)) {
      URI url = URI.create(app.url());
      assertThat(tune(url, "sync").statusCode()).isEqualTo(503);
      assertThat(TestApp.json(get(url.resolve("/tuning")).get()).get("log").asText())
          .isEqualTo("off");
    }
  }

  private AppProcess started(TestDatabase database, String log) throws IOException {
    return new AppProcess(
        "--port=0", "--db-url=" + database.url(), "--log-file=" + file(), "--set=log=" + log);
  }

  private Path file() {
    return folder.resolve("requests.log");
  }

  /** Those whose text after the time matches. */
  private List<String> lines(String pattern) throws IOException {
    return Files.readAllLines(file()).stream()
        .filter(line -> pattern.isEmpty() || line.matches("\\S+" + pattern))
        .toList();
  }

  private static CompletableFuture<HttpResponse<String>> get(URI uri) {
    return CLIENT.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> tune(URI url, String log)
      throws IOException, InterruptedException {
    return CLIENT.send(
        HttpRequest.newBuilder(url.resolve("/tuning"))
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString("{\"log\": \"" + log + "\"}"))
            .build(),
        BodyHandlers.ofString());
  }
}
