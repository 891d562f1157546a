package dev.tuninglab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tuninglab.db.DatabaseOptions;
import dev.tuninglab.db.ShopDatabase;
import dev.tuninglab.lab.bench.Home;
import dev.tuninglab.lab.experiment.ExitCode;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the pages of the example services tell a reader to do, step by step: {@code ./lab init}, the
 * section that is put in by hand, and the comparison that names what is wrong. examples/try.sh
 * builds them.
 */
@ExtendWith(ShopFolderAlone.class)
class FromNothingTest {
  private static final String MANY = "/(orders|products)/\\$\\{(order|product)\\}";

  @TempDir Path folder;

  @Test
  void anOpenApiDocumentLeadsToTheStatementsOfLazyLoading() throws Exception {
    ExampleServices.assumeBuilt(ExampleServices.SPRING, "target/spring-jpa.jar");
    Page page = Page.of(ExampleServices.SPRING);

    init(page, page.init());
    JsonNode result = compare(page);

    // Of a mix that is drawn: how many of its requests are the page of orders differs.
    assertThat(perRequest(result, 0, "sqlStatements"))
        .isGreaterThan(2 * perRequest(result, 1, "sqlStatements"));
    assertThat(findings(result))
        .hasSize(2)
        .anyMatch(found -> found.matches(".*=lazy runs one statement .*N\\+1.*order_line.*"))
        .anyMatch(found -> found.matches(".*=lazy runs one statement .*N\\+1.*from product.*"));
    assertThat(report()).contains("orders.fetch=lazy runs one statement");
  }

  @Test
  void aRecordingLeadsToTheConnectionForEachRequest() throws Exception {
    ExampleServices.assumeBuilt(ExampleServices.NODE, "node_modules/pg/package.json");
    Page page = Page.of(ExampleServices.NODE);

    init(page, page.init());
    assertThat(folder.resolve("orders.yaml"))
        .content()
        .contains("\"authorization\": \"${env:AUTHORIZATION}\"", "\"cookie\": \"${env:COOKIE}\"")
        .doesNotContain("7d1f0c52", "0f9c1e7d")
        .containsPattern(MANY);
    assertConnectionsFound(compare(page));
    assertThat(report()).doesNotContain("of-mine", "session=mine");
  }

  @Test
  void aLogThatTheServiceWroteLeadsThereAsWell() throws Exception {
    ExampleServices.assumeBuilt(ExampleServices.NODE, "node_modules/pg/package.json");
    Page page = Page.of(ExampleServices.NODE);
    Path log = folder.resolve("access.log");
    letItWrite(log);

    List<String> words = new ArrayList<>(page.init());
    int har = words.indexOf("--har");
    words.set(har, "--access-log");
    words.set(har + 1, log.toString());
    init(page, words);
    assertThat(folder.resolve("orders.yaml")).content().containsPattern(MANY);
    assertConnectionsFound(compare(page));
  }

  private static void assertConnectionsFound(JsonNode result) {
    assertThat(perRequest(result, 0, "connectionsOpened")).isEqualTo(1);
    assertThat(perRequest(result, 1, "connectionsOpened")).isZero();
    // Without a verdict on what was timed, nothing is explained.
    for (JsonNode explanation : result.at("/why/explanations")) {
      assertThat(explanation.get("sentences").toString())
          .contains("pool=none opens 1 database connection a request, pool=shared 0");
    }
  }

  /** Starts the service with its log switched on, and asks it a few things. */
  private void letItWrite(Path log) throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    try (ShopDatabase shop = ShopDatabase.open(DatabaseOptions.tiny(Home.cache()), line -> {})) {
      ProcessBuilder node =
          new ProcessBuilder("node", "server.js")
              .directory(ExampleServices.NODE.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("node.log").toFile());
      node.environment().put("DATABASE_URL", shop.cloneFor("node_orders_log"));
      node.environment().put("PORT", String.valueOf(port));
      node.environment().put("ACCESS_LOG", log.toString());
      Process service = node.start();
      try {
        assertThat(service.isAlive()).isTrue();
        awaitListening(service);
        for (int id : List.of(3, 17, 99, 3, 250)) {
          ask(port, "/orders/" + id);
          ask(port, "/products/" + id);
        }
        service.destroy();
        assertThat(service.waitFor(20, TimeUnit.SECONDS)).as("ended").isTrue();
      } finally {
        service.destroyForcibly();
      }
    }
  }

  private void awaitListening(Process service) throws IOException {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!Files.readString(folder.resolve("node.log")).contains("listening on")) {
      assertThat(service.isAlive() && System.nanoTime() < deadline).as("listening").isTrue();
      Thread.onSpinWait();
    }
  }

  private static void ask(int port, String path) throws IOException, InterruptedException {
    URI url = URI.create("http://127.0.0.1:" + port + path);
    assertThat(
            HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(url).build(), BodyHandlers.discarding())
                .statusCode())
        .isEqualTo(200);
  }

  /** Writes the file, and puts in what the page says. */
  private void init(Page page, List<String> words) throws Exception {
    String said = lab(words, List.of());
    Path made = folder.resolve("orders.yaml");
    String file = Files.readString(made);
    assertThat(file).contains("\n" + Page.REPLACED + "\n");
    Files.writeString(made, file.replace(Page.REPLACED + "\n", page.section()));
    if (words.equals(page.init())) {
      assertThat(said).startsWith(page.printed());
    }
  }

  /** The page's own comparison, on little data and for a short while. */
  private JsonNode compare(Page page) throws Exception {
    List<String> words = new ArrayList<>(page.compare());
    words.addAll(List.of("--scale", "tiny", "--budget", "20s", "--rate", "10/s", "--seed", "1"));
    words.addAll(List.of("--out", "results"));
    lab(words, page.exports());
    return new ObjectMapper().readTree(folder.resolve("results/result.json").toFile());
  }

  /**
   * In a process of its own, since secrets are in its environment.
   *
   * @param exports as a shell has them, NAME=value
   * @return what it printed
   */
  private String lab(List<String> words, List<String> exports) throws Exception {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(Home.java().toString(), "-XX:+UseSerialGC", "-Dlab.home=" + HOME));
    command.addAll(List.of("-cp", Home.classPath(), Main.class.getName()));
    words.forEach(word -> command.add(word.startsWith("examples/") ? HOME + "/" + word : word));
    Path err = folder.resolve("err.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectError(err.toFile());
    exports.forEach(
        export -> builder.environment().put(export.split("=", 2)[0], export.split("=", 2)[1]));
    Process lab = builder.start();
    String out = new String(lab.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    // A busy machine may void what was timed, never what was counted afterwards.
    assertThat(lab.waitFor())
        .as("%s%n%s", out, Files.readString(err))
        .isIn(ExitCode.DONE, ExitCode.INVALID);
    return out;
  }

  private static final Path HOME = ExampleServices.ROOT;

  private String report() throws IOException {
    return Files.readString(folder.resolve("results/report.md"));
  }

  private static double perRequest(JsonNode result, int variant, String counter) {
    return result.at("/variants/" + variant + "/perRequest/" + counter).asDouble();
  }

  private static List<String> findings(JsonNode result) {
    return StreamSupport.stream(result.at("/why/findings").spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  /** What an example's page tells to do, under "From nothing to the finding". */
  private record Page(String text) {
    static final String REPLACED = "url: http://localhost:8080";

    static Page of(Path example) throws IOException {
      String page = Files.readString(example.resolve("README.md"));
      String from = page.substring(page.indexOf("\n## From nothing to the finding\n") + 1);
      int next = from.indexOf("\n## ");
      return new Page(next < 0 ? from : from.substring(0, next));
    }

    List<String> init() {
      return words("\n\\./lab (init .*)\n");
    }

    List<String> compare() {
      return words("\n\\./lab (compare .*)\n");
    }

    List<String> exports() {
      return text.contains("\nexport ") ? words("\nexport (.*)\n") : List.of();
    }

    String section() {
      assertThat(text).contains("in the place of the line `" + REPLACED + "`");
      return found("```yaml\n(.*?)```");
    }

    String printed() {
      return found("```\n(read: .*?written: orders.yaml\n)");
    }

    private List<String> words(String pattern) {
      return Pattern.compile("([^\\s']|'[^']*')+")
          .matcher(found(pattern))
          .results()
          .map(word -> word.group().replace("'", ""))
          .toList();
    }

    private String found(String pattern) {
      int flags = pattern.contains("?") ? Pattern.DOTALL : 0;
      Matcher found = Pattern.compile(pattern, flags).matcher(text);
      assertThat(found.find()).as(pattern).isTrue();
      return found.group(1);
    }
  }
}
