package dev.tuninglab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.tuninglab.lab.experiment.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Services that run already are compared as they are, and left as they are. */
class RunningServicesComparedTest {
  /** Set by the build. */
  private static final String SECRET = System.getenv("LAB_TEST_TOKEN");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Queue<String> askedOfA = new ConcurrentLinkedQueue<>();
  private final Queue<String> askedOfB = new ConcurrentLinkedQueue<>();
  @TempDir Path folder;
  private HttpServer a;
  private HttpServer b;

  @BeforeEach
  void start() throws IOException {
    a = server(askedOfA);
    b = server(askedOfB);
  }

  @AfterEach
  void stop() {
    a.stop(0);
    b.stop(0);
  }

  @Test
  void twoDeploymentsAreComparedSideBySideAndSaidToBeOneProcessEach() throws IOException {
    assertThat(run("compare", "--a", url(a), "--b", url(b), "--path", "/orders?x=1"))
        .as(err.toString())
        .isIn(ExitCode.DONE, ExitCode.INVALID);
    JsonNode result = result();
    assertThat(result.at("/variants/0/name").asText()).isEqualTo("deployment=a");
    assertThat(result.at("/variants/1/name").asText()).isEqualTo("deployment=b");
    for (JsonNode variant : result.get("variants")) {
      assertThat(variant.get("requests").asLong()).isPositive();
      assertThat(variant.get("errors").asLong()).isZero();
    }
    assertThat(result.at("/warnings").toString())
        .contains("the lab has not started this service: all forks are of the same processes");
    assertThat(askedOfA).anyMatch(asked -> asked.startsWith("GET /orders?x=1 "));
    assertThat(askedOfB).anyMatch(asked -> asked.startsWith("GET /orders?x=1 "));
    String experiment = Files.readString(folder.resolve("results/experiment.json"));
    assertThat(experiment).contains("--a", url(a), "--b", url(b), "--path", "two services");
  }

  @Test
  void severalInjectorsShareTheLoadAndTheResultSaysSo() throws IOException {
    assertThat(run("compare", "--a", url(a), "--b", url(b), "--injectors", "2"))
        .as(err.toString())
        .isIn(ExitCode.DONE, ExitCode.INVALID);
    JsonNode result = result();
    assertThat(result.at("/plan/injectors").asInt()).isEqualTo(2);
    assertThat(result.at("/command").toString()).contains("\"--injectors\",\"2\"");
    for (JsonNode variant : result.get("variants")) {
      assertThat(variant.get("requests").asLong()).isPositive();
      assertThat(variant.get("errors").asLong()).isZero();
    }
    assertThat(err.toString()).contains("rate 20/s, 2 injectors, seed 1");
    assertThat(out.toString()).contains("2 injectors");
  }

  @Test
  void aVariantByHeaderIsTheSameServiceAskedOtherwiseAndNoSecretIsWritten() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("lab.yaml"),
            """
            name: mine
            url: %s
            auth: { header: Authorization, value: "Bearer ${env:LAB_TEST_TOKEN}" }
            gates: ["errors<50%%"]
            knobs:
              flavour: { values: [plain, rich], default: plain, workload: w, headers: { X-Flavour: "${value}" } }
            workloads:
              w:
                requests:
                  - { name: good, path: /good, check: [{ json: { path: /ok, equals: true } }] }
                  - { name: bad, path: "/bad?t=${env:LAB_TEST_TOKEN}", check: [{ json: { path: /ok, equals: false } }] }
            """
                .formatted(url(a)));
    assertThat(run("compare", "flavour", "-f", file.toString()))
        .as(err.toString())
        .isEqualTo(ExitCode.INVALID);
    JsonNode result = result();
    assertThat(result.at("/invalidReasons").toString()).contains("check:/ok");
    assertThat(result.at("/gates/0/rule").asText()).isEqualTo("errors<50%");
    assertThat(askedOfA)
        .anyMatch(asked -> asked.equals("GET /good plain Bearer " + SECRET))
        .anyMatch(asked -> asked.equals("GET /good rich Bearer " + SECRET))
        .allMatch(asked -> asked.endsWith("Bearer " + SECRET));
    try (Stream<Path> files = Files.walk(folder.resolve("results"))) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(each, StandardCharsets.ISO_8859_1))
            .as(each.toString())
            .doesNotContain(SECRET)
            .doesNotContain(SECRET.replace(" ", "%20"));
      }
    }
    assertThat(out.toString() + err).doesNotContain(SECRET);
  }

  @Test
  void aServiceOnAnotherMachineIsNotLoadedUnasked() throws IOException {
    String there = "http://orders.example.com";
    assertThat(run("compare", "--a", url(a), "--b", there, "--dry-run"))
        .isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString())
        .isEqualTo(
            "lab: two services is on orders.example.com, which is not this machine: loading it"
                + " needs --i-own-this-target orders.example.com\n");
    String own = "--i-own-this-target";
    assertThat(dryRun("compare", "--a", url(a), "--b", there, own, "example.com"))
        .isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains(", but given was example.com");
    assertThat(dryRun("compare", "--a", url(a), "--b", there, own, "orders.example.com"))
        .as(err.toString())
        .isEqualTo(ExitCode.DONE);
    assertThat(out.toString()).contains("50/s");
    List<String> owned = List.of("compare", "--a", url(a), "--b", there, own, "orders.example.com");
    assertThat(dryRun(with(owned, "--rate", "120/s"))).isEqualTo(ExitCode.DONE);
    assertThat(out.toString()).contains("120/s");
    assertThat(dryRun(with(owned, "--rate", "3x"))).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(dryRun(with(owned, "--mode", "throughput"))).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString())
        .contains(
            "orders.example.com is not this machine, so it is loaded at a fixed rate only (50/s,"
                + " or what --rate says)");
    assertThat(askedOfA).isEmpty();
  }

  @Test
  void whatDoesNotGoTogetherIsRefused() throws IOException {
    assertThat(dryRun("compare", "--a", url(a))).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString())
        .contains("two services are compared by --a URL and --b URL, but --b is missing");
    assertThat(dryRun("compare", "pool=none,hikari", "--a", url(a), "--b", url(b)))
        .isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("leave pool=none,hikari out");
    assertThat(dryRun("compare", "--a", url(a), "--b", url(b), "--link", "1mbit/1ms"))
        .isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString())
        .contains("--link needs a service that the lab starts itself, but two services runs");
  }

  private static String[] with(List<String> words, String... more) {
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private int dryRun(String... words) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Lab.run(
        new PrintWriter(out, true), new PrintWriter(err, true), with(List.of(words), "--dry-run"));
  }

  private int run(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    if (!all.contains("--dry-run")) {
      all.addAll(List.of("--rate", "20/s", "--budget", "10s", "--no-diagnosis", "--seed", "1"));
      all.addAll(List.of("--out", folder.resolve("results").toString()));
    }
    return Lab.run(
        new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
  }

  private JsonNode result() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("results/result.json").toFile());
  }

  private static String url(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static HttpServer server(Queue<String> asked) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] answer = "{\"ok\":true}".getBytes(StandardCharsets.US_ASCII);
    server.createContext(
        "/",
        exchange -> {
          asked.add(
              "%s %s %s %s"
                  .formatted(
                      exchange.getRequestMethod(),
                      exchange.getRequestURI(),
                      exchange.getRequestHeaders().getFirst("X-Flavour"),
                      exchange.getRequestHeaders().getFirst("Authorization")));
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    return server;
  }
}
