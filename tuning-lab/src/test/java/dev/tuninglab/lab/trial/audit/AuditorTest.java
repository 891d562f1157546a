package dev.tuninglab.lab.trial.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tuninglab.gatling.LedgerEntry;
import dev.tuninglab.gatling.wire.Wire;
import dev.tuninglab.gatling.workload.Feeder;
import dev.tuninglab.gatling.workload.RequestSpec;
import dev.tuninglab.gatling.workload.Workload;
import dev.tuninglab.lab.measure.Audit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a small service that keeps things, and forgets or doubles them when it is told to. */
class AuditorTest {
  private static final Workload WORKLOAD =
      new Workload(
          "writes",
          List.of(
              new RequestSpec(
                  "write",
                  "POST",
                  "/things",
                  Map.of("Key", "${key}", "Authorization", "Bearer ${env:LAB_TEST_TOKEN}"),
                  "{}",
                  1,
                  Set.of(),
                  false,
                  new RequestSpec.Ledger("Key", "Location"))),
          Map.of("key", new Feeder.Unique()));

  private final Map<String, String> things = new ConcurrentHashMap<>();
  private final List<String> letIn = new CopyOnWriteArrayList<>();
  private final List<String> posted = new CopyOnWriteArrayList<>();
  private final List<LedgerEntry> entries = new ArrayList<>();
  @TempDir Path folder;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/things", this::serve);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void serve(HttpExchange exchange) throws IOException {
    String place = exchange.getRequestURI().getPath();
    letIn.add(exchange.getRequestHeaders().getFirst("Authorization"));
    if (exchange.getRequestMethod().equals("POST")) {
      String key = exchange.getRequestHeaders().getFirst("Key");
      posted.add(key);
      things.putIfAbsent("/things/" + key, body(1));
      exchange.getResponseHeaders().set("Location", "/things/" + key);
      place = "/things/" + key;
    }
    String found = things.get(place);
    byte[] bytes = (found == null ? "gone" : found).getBytes(StandardCharsets.UTF_8);
    int status = found == null ? 404 : found.equals("broken") ? 500 : 200;
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Test
  void acknowledgedWritesThatAreThereAreNotLost() throws Exception {
    acknowledged("a", body(1));
    acknowledged("b", "{\"id\": 7, \"customer\": 1.0, \"lines\": [{\"p\": 3}, {\"p\": 2}]}");
    // As a service adds what it knows, and has an order of its own.
    entry("refused", "c", 1, 503, null);
    entry("connect", "d", 0, 0, null);

    Audit audit = audit(() -> 2L);

    assertThat(audit).isEqualTo(new Audit(4, 2, 1, 1, 0, 0, 0, 0, 0L, List.of(), true));
    assertThat(posted).isEmpty();
  }

  @Test
  void acknowledgedWritesThatAreGoneOrOtherwiseAreLost() throws Exception {
    acknowledged("gone", body(1));
    things.remove("/things/gone");
    acknowledged("other", "{\"customer\": 2, \"lines\": [{\"p\": 2}, {\"p\": 3}]}");
    acknowledged("less", "{\"customer\": 1, \"lines\": [{\"p\": 2}]}");

    Audit audit = audit(() -> 3L);

    assertThat(audit.lost()).isEqualTo(3);
    assertThat(audit.examples())
        .containsExactly(
            "write with key gone: /things/gone was answered with status 404",
            "write with key other: /things/other holds something else than was written",
            "write with key less: /things/less holds something else than was written");
  }

  @Test
  void twoWritesInOnePlaceAreOneTooFew() throws Exception {
    acknowledged("a", body(1));
    entry("completed", "b", 1, 201, "/things/a");

    assertThat(audit(() -> 1L).lost()).isEqualTo(1);
  }

  @Test
  void writesOfWhichNobodyKnowsAreSentAgainOnceWithTheSameKey() throws Exception {
    things.put("/things/done", body(1));
    entry("timeout", "done", 1, 0, null);
    entry("status:500", "not-done", 1, 500, null);

    Audit audit = audit(() -> 2L);

    assertThat(posted).containsExactly("done", "not-done");
    assertThat(audit.unknown()).isEqualTo(2);
    assertThat(audit.settled()).isEqualTo(2);
    assertThat(audit.lost()).isZero();
    assertThat(audit.duplicates()).isZero();
  }

  @Test
  void moreThingsThanWritesAreDuplicates() throws Exception {
    acknowledged("a", body(1));
    things.put("/things/b", body(1));
    entry("closed", "b", 2, 0, null);

    assertThat(audit(() -> 3L).duplicates()).isEqualTo(1);
  }

  @Test
  void whereNobodyCountsDuplicatesAreNotKnown() throws Exception {
    acknowledged("a", body(1));

    assertThat(audit(RowCount.Since.NOBODY).duplicates()).isNull();
  }

  @Test
  void whatCannotBeLookedForIsNotCalledLost() throws Exception {
    acknowledged("a", "broken");
    entry("completed", "b", 1, 201, null);

    Audit audit = audit(() -> 2L);

    assertThat(audit.lost()).isZero();
    assertThat(audit.notLookedFor()).isEqualTo(2);
    assertThat(audit.examples())
        .containsExactly(
            "write with key a: /things/a was answered with status 500",
            "write with key b: has no place to look at");
  }

  @Test
  void aLedgerThatEndsEarlyClearsNobody() throws Exception {
    acknowledged("a", body(1));

    Audit audit = Auditor.audit(ledger(), 2, asking(), () -> 1L, Duration.ofMinutes(1));

    assertThat(audit.whole()).isFalse();
    assertThat(audit.duplicates()).isNull();
  }

  @Test
  void aServiceThatNamesAnotherHostIsAskedItself() throws Exception {
    things.put("/things/a", body(1));
    entry("completed", "a", 1, 201, "http://elsewhere.example/things/a");

    Audit audit = audit(() -> 1L);
    assertThat(audit.lost() + audit.notLookedFor()).isZero();
  }

  @Test
  void theServiceIsAskedWithTheSecretsOfItsWritesAndNoneIsTold() throws Exception {
    String secret = System.getenv("LAB_TEST_TOKEN");
    acknowledged("a", body(1));
    entry("timeout", "b", 1, 0, null);
    entry("completed", "c", 1, 201, "/things/" + secret.replace(" ", "%20"));

    Audit audit = audit(() -> 3L);

    assertThat(letIn).hasSize(4).containsOnly("Bearer " + secret);
    assertThat(audit.examples())
        .containsExactly(
            "write with key c: /things/${env:LAB_TEST_TOKEN} was answered with status 404");
  }

  private void acknowledged(String key, String kept) {
    things.put("/things/" + key, kept);
    entry("completed", key, 1, 201, "/things/" + key);
  }

  private static String body(int customer) {
    return "{\"customer\": " + customer + ", \"lines\": [{\"p\": 2}, {\"p\": 3}]}";
  }

  private void entry(String outcome, String key, int sent, int status, String foundAt) {
    entries.add(
        new LedgerEntry(
            "write",
            key,
            "POST",
            "/things",
            Map.of("Key", key, "host", "not-ours", "Authorization", "Bearer ${env:LAB_TEST_TOKEN}"),
            body(1),
            1,
            2,
            sent,
            outcome,
            status,
            foundAt));
  }

  private Asking asking() {
    return new Asking(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), WORKLOAD);
  }

  private Path ledger() throws IOException {
    ObjectMapper json = Wire.mapper();
    StringBuilder lines = new StringBuilder();
    for (LedgerEntry entry : entries) {
      lines.append(json.writeValueAsString(entry)).append('\n');
    }
    return Files.writeString(folder.resolve("ledger.jsonl"), lines + "{\"request\": \"cut of");
  }

  private Audit audit(RowCount.Since rows) throws Exception {
    return Auditor.audit(ledger(), entries.size(), asking(), rows, Duration.ofMinutes(1));
  }
}
