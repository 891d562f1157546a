package dev.tuninglab.lab.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuninglab.db.DatabaseException;
import dev.tuninglab.db.DatabaseOptions;
import dev.tuninglab.db.ShopDatabase;
import dev.tuninglab.gatling.workload.Workload;
import dev.tuninglab.lab.experiment.Fault;
import dev.tuninglab.lab.experiment.Link;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.network.Relay;
import dev.tuninglab.lab.network.Relays;
import dev.tuninglab.lab.target.Subjects;
import dev.tuninglab.lab.target.Target;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each fault on the real parts: the sample API's jar, and PostgreSQL behind a relay. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class ShopFaultsTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir static Path logs;
  private static ShopDatabase database;
  private static Relays relays;
  private static Subjects subjects;
  private static Reach reach;

  @BeforeAll
  static void start() throws Exception {
    Path root = Path.of("..").toAbsolutePath().normalize();
    assertThat(root.resolve("app/target/app.jar"))
        .as("the sample API must be packaged first: mvn package")
        .exists();
    Path cache = Path.of("target", "fault-cache").toAbsolutePath();
    database = ShopDatabase.open(DatabaseOptions.tiny(cache).withSeed(2), line -> {});
    relays = Relays.start();
    Relay relay =
        relays.open(Link.ofRoundTrip("rtt", "0ms"), ShopDatabase.address(database.jdbcUrl()));
    Map<String, String> variables = new HashMap<>(database.variables());
    variables.put("db.url", ShopDatabase.jdbcUrlAt(database.jdbcUrl(), relay.address()));
    variables.put("java", Path.of(System.getProperty("java.home"), "bin", "java").toString());
    variables.put("java.version", System.getProperty("java.version"));
    variables.put("root", root.toString());
    variables.put("lab.pid", String.valueOf(ProcessHandle.current().pid()));
    Target target = Target.read(root.resolve("app/shop.yaml"));
    Workload workload = target.workload("order", variables);
    Variant untuned = new Variant("pool=none", Map.of("pool", "none"));
    subjects = target.start(List.of(untuned), workload, variant -> variables, logs, "");
    String path = Reach.slowPath(target, workload, subjects.all().get(0));
    reach =
        new Reach(
            Optional.of(relay),
            Optional.of(new LabServer(database)),
            target,
            subjects.all().get(0),
            path);
  }

  @AfterAll
  static void stop() throws DatabaseException {
    if (subjects != null) {
      subjects.close();
    }
    relays.close();
    database.close();
  }

  @Test
  void whileTheWayIsCutRequestsFailAndAfterwardsTheyDoNot() throws Exception {
    try (Breakage breakage = begin("db-cut")) {
      assertThat(answer()).isGreaterThanOrEqualTo(500);
      breakage.end();
      awaitAnswer();
    }
  }

  @Test
  void whileTheWayIsStalledRequestsHang() throws Exception {
    awaitAnswer();
    try (Breakage breakage = begin("db-stall")) {
      assertThatThrownBy(() -> answer(Duration.ofMillis(300)))
          .isInstanceOf(HttpTimeoutException.class);
      breakage.end();
      awaitAnswer();
    }
  }

  @Test
  void whileTheDatabaseIsFarAwayARequestTakesItsRoundTrips() throws Exception {
    awaitAnswer();
    try (Breakage breakage = begin("db-latency=50ms")) {
      long begin = System.nanoTime();
      assertThat(answer()).isEqualTo(200);
      // A handshake, a login and a statement at least, as there is no pool.
      assertThat(System.nanoTime() - begin).isGreaterThan(150_000_000);
      breakage.end();
      awaitAnswer();
    }
  }

  @Test
  void whileConnectionsAreExhaustedRequestsThatNeedOneFail() throws Exception {
    try (Breakage breakage = begin("connections-exhausted")) {
      assertThat(answer()).isGreaterThanOrEqualTo(500);
      breakage.end();
      awaitAnswer();
    }
  }

  @Test
  void afterARestartOfTheDatabaseRequestsAreAnsweredAgain() throws Exception {
    try (Breakage breakage = begin("db-restart")) {
      breakage.end();
      awaitAnswer();
    }
  }

  @Test
  void aKilledServiceIsBackWithItsSettings() throws Exception {
    try (Breakage breakage = begin("app-kill")) {
      assertThatThrownBy(ShopFaultsTest::answer).isInstanceOf(IOException.class);
      breakage.end();
      assertThat(answer()).isEqualTo(200);
      HttpResponse<String> tuning = get("/tuning", Duration.ofSeconds(30));
      assertThat(tuning.body()).containsPattern("\"pool\"\\s*:\\s*\"none\"");
    }
  }

  @Test
  void slowClientsHoldConnectionsAndNoThreads() throws Exception {
    awaitAnswer();
    try (SlowClients slow = (SlowClients) begin("slow-client=50")) {
      while (slow.counts().opened() < 50) {
        Thread.onSpinWait();
      }
      assertThat(answer()).isEqualTo(200);
      slow.end();
    }
  }

  @Test
  void aServiceWithoutCoresOfItsOwnStillAnswers() throws Exception {
    awaitAnswer();
    try (Breakage breakage = begin("cpu-hog")) {
      assertThat(answer()).isEqualTo(200);
      breakage.end();
    }
  }

  private static Breakage begin(String fault) throws FaultFailed, InterruptedException {
    Breakage breakage = Breakages.of(Fault.parse("--fault", fault), reach);
    breakage.prepare();
    breakage.begin();
    return breakage;
  }

  private static void awaitAnswer() throws IOException, InterruptedException {
    int status = answer();
    while (status != 200) {
      status = answer();
    }
  }

  private static int answer() throws IOException, InterruptedException {
    return answer(Duration.ofSeconds(60));
  }

  private static int answer(Duration within) throws IOException, InterruptedException {
    return get("/orders/1", within).statusCode();
  }

  private static HttpResponse<String> get(String path, Duration within)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(reach.subject().baseUrl().resolve(path)).timeout(within).build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
