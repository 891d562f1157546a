package dev.tuninglab.lab.panel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PastResultsTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  @TempDir Path folder;
  private PanelServer panel;
  private Caller caller;

  @BeforeEach
  void listen() throws Exception {
    panel = Panels.serve(new StubDemonstration(), Panels.lab(folder, List.of()));
    caller = new Caller(panel);
    Files.writeString(folder.resolve("secret.html"), "secret");
  }

  @AfterEach
  void close() {
    panel.close();
  }

  @Test
  void beforeTheFirstExperimentThereAreNone() throws Exception {
    assertThat(caller.get("/api/results").body()).isEqualTo("[]");
  }

  @Test
  void aResultIsListedWithItsVerdict() throws Exception {
    compared("20261124-100000-pool");

    JsonNode entry = Caller.json(caller.get("/api/results")).get(0);

    assertThat(entry.at("/name").asText()).isEqualTo("20261124-100000-pool");
    assertThat(entry.at("/question").asText()).isEqualTo("compare");
    assertThat(entry.at("/experiment").asText()).isEqualTo("pool");
    assertThat(entry.at("/startedAt").asLong()).isEqualTo(1_795_514_400_000L);
    assertThat(entry.at("/valid").asBoolean()).isTrue();
    assertThat(entry.at("/verdict").asText())
        .startsWith("pool=hikari is faster than pool=none: P50 is 0.31x");
    assertThat(entry.at("/report").asText()).isEqualTo("/results/20261124-100000-pool/report.html");
  }

  @Test
  void theNewestComesFirstWhateverTheirKind() throws Exception {
    compared("pool");
    foreign("no-result", "not JSON");
    foreign("other-form", "{\"schema\": 1}");
    Path calibration = Files.createDirectories(results().resolve("calibration"));
    Files.copy(GOLDEN.resolve("calibration.md"), calibration.resolve("calibration.md"));
    writtenAt(calibration.resolve("calibration.md"), 3);
    Files.createDirectories(results().resolve("half-written/logs"));
    Files.writeString(results().resolve("a-file"), "");

    assertThat(names("")).containsExactly("pool", "other-form", "no-result", "calibration");
  }

  @ParameterizedTest
  @CsvSource({
    "POOL, pool",
    "hikari faster, pool",
    "order, pool",
    "compare 0.31x, pool",
    "pool slower,",
    "cannot be read, other"
  })
  void allWordsOfASearchAreFound(String search, String found) throws Exception {
    compared("pool");
    foreign("other", "{}");

    assertThat(names(search)).isEqualTo(found == null ? List.of() : List.of(found));
  }

  @Test
  void aReportThatIsMadeAnewIsReadAnew() throws Exception {
    foreign("pool", "{}");
    assertThat(names("hikari")).isEmpty();
    Files.delete(results().resolve("pool/report.html"));
    Files.delete(results().resolve("pool/result.json"));
    compared("pool");

    assertThat(names("hikari")).containsExactly("pool");
  }

  @Test
  void aReportRunsAsAPageOfNoOrigin() throws Exception {
    compared("pool");

    HttpResponse<String> report = caller.get("/results/pool/report.html");

    assertThat(report.body()).isEqualTo("a report");
    assertThat(report.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
    assertThat(report.headers().allValues("Content-Security-Policy"))
        .singleElement()
        .asString()
        .startsWith("sandbox allow-scripts; ")
        .doesNotContain("allow-same-origin");
    assertThat(report.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
  }

  @Test
  void filesInFoldersOfAResultAreServed() throws Exception {
    compared("a result");
    Files.createDirectories(results().resolve("a result/flames"));
    Files.writeString(results().resolve("a result/flames/pool=none+a b.html"), "flames");

    assertThat(caller.get("/results/a%20result/flames/pool=none+a%20b.html").body())
        .isEqualTo("flames");
    String listed = Caller.json(caller.get("/api/results")).at("/0/report").asText();
    assertThat(caller.get(listed).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/results/../secret.html",
        "/results/pool/../../secret.html",
        "/results/pool/%2e%2e/%2e%2e/secret.html",
        "/results/pool/..%2f..%2fsecret.html",
        "/results/pool/..%5c..%5csecret.html",
        "/results/pool/..;/..;/secret.html",
        "/results/%2e%2e/secret.html",
        "/results/.%2e/secret.html",
        "/results//secret.html",
        "/results/pool//etc/passwd",
        "/results/pool/%00",
        "/results/pool/out/secret.html",
        "/results/pool/link.html",
        "/results/away/secret.html",
        "/results/pool/flames",
        "/results/pool/",
        "/results/pool",
        "/results/none/report.html"
      })
  void noPathLeadsOutOfAFolderOfResults(String path) throws Exception {
    compared("pool");
    Files.createDirectories(results().resolve("pool/flames"));
    Files.createSymbolicLink(results().resolve("pool/out"), folder);
    Files.createSymbolicLink(results().resolve("pool/link.html"), folder.resolve("secret.html"));
    Files.createSymbolicLink(results().resolve("away"), folder);

    String answer = raw(path);

    assertThat(answer).containsPattern("^HTTP/1.1 40[04]").doesNotContain("secret\n", "root:");
  }

  private String raw(String path) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", caller.port())) {
      String request =
          "GET "
              + path
              + " HTTP/1.1\r\nHost: 127.0.0.1:"
              + caller.port()
              + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private List<String> names(String search) throws Exception {
    List<String> names = new ArrayList<>();
    Caller.json(caller.get("/api/results?search=" + search.replace(" ", "%20")))
        .forEach(entry -> names.add(entry.at("/name").asText()));
    return names;
  }

  private Path results() {
    return folder.resolve("results");
  }

  /** Of 2026. */
  private void compared(String name) throws IOException {
    Path result = Files.createDirectories(results().resolve(name));
    Files.copy(GOLDEN.resolve("result.json"), result.resolve("result.json"));
    Files.writeString(result.resolve("report.html"), "a report");
  }

  /** Of 1970. */
  private void foreign(String name, String json) throws IOException {
    Path result = Files.createDirectories(results().resolve(name));
    Files.writeString(result.resolve("result.json"), json);
    Files.writeString(result.resolve("report.html"), "a report");
    writtenAt(result.resolve("report.html"), name.length());
  }

  private static void writtenAt(Path file, long millis) throws IOException {
    Files.setLastModifiedTime(file, FileTime.fromMillis(millis * 1_000));
  }
}
