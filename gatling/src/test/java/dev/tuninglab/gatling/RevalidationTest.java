package dev.tuninglab.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuninglab.gatling.workload.Feeder;
import dev.tuninglab.gatling.workload.RequestSpec;
import dev.tuninglab.gatling.workload.Workload;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests of a client that keeps what it got. */
class RevalidationTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static Generator generator;
  @TempDir static Path folder;

  private TinyServer server;

  @BeforeAll
  static void startGenerator() throws InterruptedException {
    Workload workload =
        new Workload(
            "test",
            List.of(
                new RequestSpec("kept", "GET", "/${id}", Map.of(), "", 1, Set.of(200), true),
                new RequestSpec("plain", "GET", "/${id}", Map.of(), "", 1, Set.of(200))),
            Map.of("id", new Feeder.Uniform(1, 5, 1)));
    generator = Generator.start(GeneratorOptions.of(folder, workload).withMaxUsers(8));
  }

  @AfterAll
  static void endGenerator() {
    generator.close();
  }

  @BeforeEach
  void startServer() throws IOException {
    server = new TinyServer();
  }

  @AfterEach
  void stopServer() throws IOException {
    server.close();
  }

  @Test
  void aTagIsSentFromTheSecondRequestForItsUrlOn() throws Exception {
    SliceReport report = run("a", "/tagged");

    // One user: the server sees requests in the order in which they were answered.
    Set<String> seen = new HashSet<>();
    long unchanged = 0;
    for (TinyServer.Request request : server.requests()) {
      String tag = request.headers().get("if-none-match");
      if (tag == null) {
        seen.add(request.target());
      } else {
        assertThat(seen).contains(request.target());
        assertThat(tag).isEqualTo("W/\"" + request.target() + "\"");
        unchanged++;
      }
    }
    assertThat(seen).hasSize(5);
    EndpointReport kept = report.endpoints().get("kept");
    assertThat(kept.failures()).isZero();
    assertThat(kept.completed()).isEqualTo(kept.offered()).isGreaterThan(5);
    assertThat(unchanged).isEqualTo(kept.offered() - 5);
    assertThat(kept.responseBytes()).isEqualTo(5 * "hello".length());
  }

  @Test
  void whoDoesNotRevalidateSendsNoTag() throws Exception {
    EndpointReport plain = run("b", "/tagged").endpoints().get("plain");

    assertThat(plain.failures()).isZero();
    assertThat(plain.responseBytes()).isEqualTo(plain.offered() * "hello".length());
  }

  @Test
  void whereThereAreNoTagsNothingChanges() throws Exception {
    EndpointReport kept = run("c", "/untagged").endpoints().get("kept");

    assertThat(kept.responseBytes()).isEqualTo(kept.offered() * "hello".length());
    assertThat(server.requests())
        .isNotEmpty()
        .allSatisfy(request -> assertThat(request.headers()).doesNotContainKey("if-none-match"));
  }

  @Test
  void tagsOutliveASliceButNotASubject() throws Exception {
    run("d", "/tagged");
    assertThat(withoutTag(run("d", "/tagged"))).as("the same subject").isZero();
    assertThat(withoutTag(run("e", "/tagged"))).as("another variant").isEqualTo(5);
    try (TinyServer fresh = new TinyServer()) {
      assertThat(withoutTag(run("d", fresh, "/tagged"))).as("a fresh subject").isEqualTo(5);
    }
  }

  /** How many requests had their body sent, of those that revalidate. */
  private static long withoutTag(SliceReport report) {
    return report.endpoints().get("kept").responseBytes() / "hello".length();
  }

  private SliceReport run(String variant, String path) throws InterruptedException {
    return run(variant, server, path);
  }

  private static SliceReport run(String variant, TinyServer server, String path)
      throws InterruptedException {
    return generator.run(
        new SliceOrder(
            "slice",
            variant,
            URI.create(server.url() + path),
            Map.of(),
            Map.of(),
            new Load.Closed(1),
            Duration.ofMillis(300),
            1,
            true),
        PATIENCE);
  }
}
