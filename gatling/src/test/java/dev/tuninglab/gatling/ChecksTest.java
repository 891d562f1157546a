package dev.tuninglab.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuninglab.gatling.wire.Wire;
import dev.tuninglab.gatling.workload.Arrivals;
import dev.tuninglab.gatling.workload.Feeder;
import dev.tuninglab.gatling.workload.JsonCheck;
import dev.tuninglab.gatling.workload.RequestSpec;
import dev.tuninglab.gatling.workload.Workload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a generator looks for in answers, what it does not follow, and whom it tells no secrets. */
class ChecksTest {
  /** Set by the build. */
  private static final String SECRET = System.getenv("LAB_TEST_TOKEN");

  private static Generator generator;
  @TempDir static Path folder;

  @BeforeAll
  static void startGenerator() throws InterruptedException {
    Workload workload =
        new Workload(
            "test",
            List.of(
                checked("right", "/json/${id}", new JsonCheck("/id", "7", true)),
                checked("path", "/json/${id}", new JsonCheck("$.items[*].sku", "b", true)),
                checked("wrong", "/json/${id}", new JsonCheck("/id", "8", true)),
                checked("lacks", "/json/${id}", new JsonCheck("/items/9", null, true)),
                checked("not-json", "/ok", new JsonCheck("/id", null, true)),
                checked("moved", "/redirect/${port}", new JsonCheck("/id", null, true)),
                new RequestSpec(
                    "secret",
                    "POST",
                    "/written/${id}?t=${env:LAB_TEST_TOKEN}",
                    Map.of(
                        "Authorization",
                        "Bearer ${env:LAB_TEST_TOKEN}",
                        "X-Both",
                        "${key}-${env:LAB_TEST_TOKEN}"),
                    "{\"token\":\"${env:LAB_TEST_TOKEN}\"}",
                    1,
                    Set.of(201),
                    false,
                    new RequestSpec.Ledger("X-Both", "Location"))),
            Map.of(
                "id", new Feeder.Values(List.of("7")),
                "key", new Feeder.Unique(),
                "port", new Feeder.Given()));
    generator = Generator.start(GeneratorOptions.of(folder, workload).withMaxUsers(8));
  }

  private static RequestSpec checked(String name, String path, JsonCheck check) {
    return new RequestSpec(
        name, "GET", path, Map.of(), "", 1, Set.of(200), false, null, List.of(check));
  }

  @AfterAll
  static void endGenerator() {
    generator.close();
  }

  @Test
  void anAnswerWithoutWhatItMustHoldIsAFailureOfItsOwnKind() throws Exception {
    try (TinyServer server = new TinyServer();
        TinyServer other = new TinyServer()) {
      Map<String, EndpointReport> endpoints = run(server, other, null).endpoints();

      assertThat(endpoints.get("right").failures()).isZero();
      assertThat(endpoints.get("right").completed()).isPositive();
      assertThat(endpoints.get("path").failures()).isZero();
      assertThat(endpoints.get("wrong").failed()).containsOnlyKeys("check:/id");
      assertThat(endpoints.get("lacks").failed()).containsOnlyKeys("check:/items/9");
      assertThat(endpoints.get("not-json").failed()).containsOnlyKeys("check:/id");
    }
  }

  @Test
  void aRedirectIsAnAnswerAndIsNotFollowed() throws Exception {
    try (TinyServer server = new TinyServer();
        TinyServer other = new TinyServer()) {
      Map<String, EndpointReport> endpoints = run(server, other, null).endpoints();

      assertThat(endpoints.get("moved").failed()).containsOnlyKeys("status:302");
      assertThat(server.targets()).anyMatch(target -> target.startsWith("/redirect/"));
      assertThat(other.requests()).isEmpty();
    }
  }

  @Test
  void aSecretIsSentAndWrittenNowhere() throws Exception {
    Path ledger = folder.resolve("ledger.jsonl");
    try (TinyServer server = new TinyServer();
        TinyServer other = new TinyServer()) {
      run(server, other, ledger.toString());

      assertThat(server.requests())
          .filteredOn(request -> request.method().equals("POST"))
          .isNotEmpty()
          .allSatisfy(
              request -> {
                assertThat(request.headers()).containsEntry("authorization", "Bearer " + SECRET);
                assertThat(request.target()).endsWith("?t=" + SECRET.replace(" ", "%20"));
                assertThat(request.body()).isEqualTo("{\"token\":\"" + SECRET + "\"}");
              });
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file))
            .as(file.toString())
            .doesNotContain(SECRET)
            .doesNotContain(SECRET.replace(" ", "%20"));
      }
    }
    assertThat(Files.readString(ledger))
        .contains("Bearer ${env:LAB_TEST_TOKEN}", "/written/7?t=${env:LAB_TEST_TOKEN}");
    LedgerEntry entry =
        Wire.mapper().readValue(Files.readAllLines(ledger).get(0), LedgerEntry.class).unmasked();
    assertThat(entry.headers()).containsEntry("Authorization", "Bearer " + SECRET);
    assertThat(entry.path()).isEqualTo("/written/7?t=" + SECRET.replace(" ", "%20"));
  }

  private static SliceReport run(TinyServer server, TinyServer other, String ledger)
      throws InterruptedException {
    SliceOrder order =
        new SliceOrder(
            "s",
            "v",
            server.url(),
            Map.of(),
            Map.of("port", String.valueOf(other.url().getPort())),
            new Load.Open(90, Arrivals.CONSTANT),
            Duration.ofSeconds(1),
            3,
            true);
    return generator.run(
        ledger == null
            ? order
            : order.keeping(new SliceOrder.Detail(Duration.ofMillis(100), ledger)),
        Duration.ofSeconds(20));
  }
}
