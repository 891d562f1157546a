package dev.tuninglab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tuninglab.db.DatabaseOptions;
import dev.tuninglab.db.ShopDatabase;
import dev.tuninglab.lab.bench.Home;
import dev.tuninglab.lab.experiment.ExitCode;
import dev.tuninglab.lab.target.Target;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example services have a problem each, and a short comparison names it; what they tell of
 * themselves is enough for {@code ./lab init}. examples/try.sh builds them.
 *
 * <p>A busy machine may void what was timed, never what was counted afterwards: so the counters are
 * held to always, and the sentences wherever there are some. The database is 1 ms away, as it may
 * well be: a round trip is what a needless statement costs most.
 */
@ExtendWith(ShopFolderAlone.class)
class ExampleServicesTest {
  private static final String OPENAPI = "src/main/resources/static/openapi.yaml";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir Path folder;

  @BeforeEach
  void atHome() {
    System.setProperty("lab.home", ExampleServices.ROOT.toString());
  }

  @AfterEach
  void leave() {
    System.clearProperty("lab.home");
  }

  @Test
  void theStatementsOfLazyLoadingAreFound() throws IOException {
    ExampleServices.assumeBuilt(ExampleServices.SPRING, "target/spring-jpa.jar");

    JsonNode result =
        compare(ExampleServices.SPRING.resolve("lab.yaml"), "orders.fetch=lazy,graph");

    assertThat(perRequest(result, 0, "sqlStatements")).isEqualTo(83);
    assertThat(perRequest(result, 1, "sqlStatements")).isEqualTo(2);
    assertThat(texts(result.at("/why/findings")))
        .hasSize(2)
        .anyMatch(found -> found.matches(".*=lazy runs one statement 20 times .*order_line.*"))
        .anyMatch(found -> found.matches(".*=lazy runs one statement 62 times .*from product.*"));
    assertExplained(
        result, "orders.fetch=lazy sends 83 SQL statements a request, orders.fetch=graph 2");
  }

  @Test
  void theConnectionForEachRequestIsFoundInAServiceThatIsNoJvm() throws IOException {
    ExampleServices.assumeBuilt(ExampleServices.NODE, "node_modules/pg/package.json");

    Path log = folder.resolve("access.log");

    JsonNode result = compare(logging(log), "pool=none,shared");

    assertThat(perRequest(result, 0, "connectionsOpened")).isEqualTo(1);
    assertThat(perRequest(result, 1, "connectionsOpened")).isZero();
    assertThat(perRequest(result, 0, "sqlStatements")).isEqualTo(2);
    assertExplained(result, "pool=none opens 1 database connection a request, pool=shared 0");
    for (JsonNode inside : result.at("/why/diagnosis/variants")) {
      assertThat(inside.at("/missing/jvm").asText())
          .matches("the process \\d+ \\(node\\) is not a JVM, nor has it started one");
      assertThat(inside.at("/perRequest").has("allocatedBytes")).isFalse();
    }
    assertThat(results().resolve("report.html"))
        .content()
        .contains("(node) is not a JVM, nor has it started one");
    assertThat(requestsFound("--access-log", log.toString())).containsExactly("/orders/${order}");
  }

  @Test
  void theOpenApiDocumentTellsTheRequestsOfTheTargetFile() throws IOException {
    assertThat(requestsFound("--openapi", ExampleServices.SPRING.resolve(OPENAPI).toString()))
        .containsExactly("/orders", "/orders/${order-id}", "/products/${product-id}");
  }

  @Test
  void theTestsOfTheServiceWithoutAJvmPassOnTheLabsDatabase() throws Exception {
    ExampleServices.assumeBuilt(ExampleServices.NODE, "node_modules/pg/package.json");
    Path log = folder.resolve("node-test.log");

    try (ShopDatabase shop = ShopDatabase.open(DatabaseOptions.tiny(Home.cache()), line -> {})) {
      ProcessBuilder tests =
          new ProcessBuilder("node", "--test", "--test-reporter=tap")
              .directory(ExampleServices.NODE.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      tests.environment().put("DATABASE_URL", shop.cloneFor("node_orders"));
      Process running = tests.start();
      try {
        assertThat(running.waitFor(2, TimeUnit.MINUTES)).as("ended").isTrue();
      } finally {
        running.destroyForcibly();
      }
      assertThat(running.exitValue()).as(Files.readString(log)).isZero();
    }
    assertThat(log).content().contains("\n# fail 0\n").doesNotContain("# SKIP");
  }

  private static double perRequest(JsonNode result, int variant, String counter) {
    return result.at("/variants/" + variant + "/perRequest/" + counter).asDouble();
  }

  private static void assertExplained(JsonNode result, String difference) {
    for (JsonNode explanation : result.at("/why/explanations")) {
      assertThat(texts(explanation.get("sentences")))
          .anyMatch(sentence -> sentence.contains(difference));
    }
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }

  /** The target file of the service without a JVM, with its access log switched on. */
  private Path logging(Path log) throws IOException {
    String file = Files.readString(ExampleServices.NODE.resolve("lab.yaml"));
    assertThat(file).contains("env: { PORT: ");
    return Files.writeString(
        folder.resolve("lab.yaml"),
        file.replace("env: { PORT: ", "env: { ACCESS_LOG: \"" + log + "\", PORT: "));
  }

  /** Paths of the requests in the target file that {@code ./lab init} makes. */
  private List<String> requestsFound(String option, String source) throws IOException {
    Path made = folder.resolve("made.yaml");
    String url = "http://localhost:8080";
    assertThat(run("init", "--url", url, option, source, "--out", made.toString()))
        .as(err.toString())
        .isEqualTo(ExitCode.DONE);
    return Target.read(made, SomeJdks.ALL).workload("read", Map.of()).requests().stream()
        .map(request -> request.path())
        .toList();
  }

  private JsonNode compare(Path target, String knob) throws IOException {
    int code =
        run(
            "compare",
            knob,
            "--file",
            target.toString(),
            "--scale",
            "tiny",
            "--budget",
            "14s",
            "--db-rtt",
            "1ms",
            "--rate",
            "10/s",
            "--seed",
            "1",
            "--out",
            results().toString());
    assertThat(code).as("%s%n%s", out, err).isIn(ExitCode.DONE, ExitCode.INVALID);
    return new ObjectMapper().readTree(results().resolve("result.json").toFile());
  }

  private int run(String... words) {
    return Lab.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
  }

  private Path results() {
    return folder.resolve("results");
  }
}
