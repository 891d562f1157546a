package dev.tuninglab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuninglab.app.tuning.InvalidSetting;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The knob {@code guard} in a running app. */
@ExtendWith(TestDatabase.Provider.class)
@Timeout(60)
class GuardOverHttpTest {
  private static final String FULL =
      "the service is working on as many requests as it can; come back later";
  private static final String FAILING = "the database has been failing; come back later";
  private static final String UNAVAILABLE = "the database cannot be had at the moment; try again";
  private static final String PATIENT = "guard.statement-timeout=10m";

  /** Customer 10 has no orders, so the app has to look into the table of customers. */
  private static final String WAITING = "select count(*) from pg_locks where not granted";

  private static final String BLOCKED = "/customers/10/orders";

  @Test
  void whoComesWhenAllPlacesAreTakenIsToldSoWhileTheyStillWait(TestDatabase database)
      throws Exception {
    try (TestApp app = TestApp.start(database, "guard=shed", "guard.limit=2", PATIENT);
        Connection blocker = locked(database)) {
      List<CompletableFuture<HttpResponse<String>>> waiting = blocked(app, database, 2);

      HttpResponse<String> third = app.get("/orders/1");
      assertRefused(third, FULL);
      assertThat(retryAfter(third)).isBetween(1, 5);
      for (String path : List.of("/health/live", "/health/ready", "/metrics", "/tuning")) {
        assertThat(app.get(path).statusCode()).as(path).isEqualTo(200);
      }
      assertThat(app.get("/metrics").body())
          .contains("guard_requests_total{outcome=\"admitted\"} 2.0")
          .contains("guard_requests_total{outcome=\"full\"} 1.0")
          .contains("guard_breaker{state=\"closed\"} 1");
      assertThat(waiting).noneMatch(CompletableFuture::isDone);

      blocker.rollback();
      for (CompletableFuture<HttpResponse<String>> request : waiting) {
        assertThat(request.get().statusCode()).isEqualTo(200);
      }
      assertThat(onceThereIsRoom(app, "/orders/1")).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "timeouts"})
  void otherVariantsLetEveryoneInToWait(String guard, TestDatabase database) throws Exception {
    try (TestApp app = TestApp.start(database, "guard=" + guard, "guard.limit=2", PATIENT);
        Connection blocker = locked(database)) {
      List<CompletableFuture<HttpResponse<String>>> waiting = blocked(app, database, 3);
      assertThat(app.get("/orders/1").statusCode()).isEqualTo(200);

      blocker.rollback();
      for (CompletableFuture<HttpResponse<String>> request : waiting) {
        assertThat(request.get().statusCode()).isEqualTo(200);
      }
    }
  }

  @Test
  void aPlaceIsFreeAgainHoweverARequestEnds(TestDatabase database) throws Exception {
    try (TestApp app = TestApp.start(database, "guard=shed", "guard.limit=1", PATIENT)) {
      for (int i = 0; i < 5; i++) {
        assertThat(onceThereIsRoom(app, "/nowhere")).isEqualTo(404);
        assertThat(onceThereIsRoom(app, "/orders?size=x")).isEqualTo(400);
      }
      try (Connection blocker = locked(database)) {
        try (Socket client = new Socket("127.0.0.1", app.at("/").getPort())) {
          askUntilBlocked(client, database);
        }
        assertRefused(app.get("/orders/1"), FULL);
        blocker.rollback();
      }
      assertThat(onceThereIsRoom(app, "/orders/1")).as("the client has gone").isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"timeouts", "shed"})
  void aStatementThatIsOutOfTimeEndsAndItsClientMayTryAgain(String guard, TestDatabase database)
      throws Exception {
    String name = "out-of-time-over-http";
    try (TestApp app =
            TestApp.startAt(
                database.url() + "&ApplicationName=" + name,
                "guard=" + guard,
                "guard.statement-timeout=1500ms",
                "pool.size=1");
        Connection blocker = locked(database)) {
      HttpResponse<String> response = app.get(BLOCKED);

      assertRefused(response, "the database took longer than it may; try again later");
      assertThat(retryAfter(response)).isBetween(1, 5);
      assertThat(database.number("select count(*) from pg_locks where not granted")).isZero();
      assertThat(app.get("/metrics").body())
          .contains("guard_database_failures_total{trouble=\"statement-timeout\"} 1.0");
      blocker.rollback();
      assertThat(app.get(BLOCKED).statusCode()).as("by the only connection").isEqualTo(200);
      assertThat(
              database.number(
                  "select count(*) from pg_stat_activity where application_name = '" + name + "'"))
          .isEqualTo(1);
    }
  }

  @Test
  void theGuardsWaitForAConnectionHoldsWhereItIsTheShorter(TestDatabase database) throws Exception {
    try (TestApp app =
            TestApp.start(
                database,
                "guard=timeouts",
                PATIENT,
                "guard.pool-wait=250ms",
                "pool.size=1",
                "pool.timeout=10m",
                "pool.leak-detection=off");
        Connection blocker = locked(database)) {
      List<CompletableFuture<HttpResponse<String>>> holder = blocked(app, database, 1);

      assertRefused(app.get("/orders/1"), UNAVAILABLE);
      assertThat(app.get("/metrics").body())
          .contains("guard_database_failures_total{trouble=\"no-connection-in-time\"} 1.0");
      blocker.rollback();
      assertThat(holder.get(0).get().statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aDatabaseThatFailsIsNoLongerAskedUntilAnotherShopBegins(TestDatabase database)
      throws Exception {
    try (TestRole role = new TestRole(database, 20);
        TestApp app = shedding(role, "guard.breaker-wait=10m")) {
      role.limit(0);
      for (int i = 0; i < 4; i++) {
        assertRefused(app.get("/orders/1"), UNAVAILABLE);
      }
      String asked = metric(app, "db_connection_wait_seconds_count");
      for (int i = 0; i < 5; i++) {
        HttpResponse<String> refused = app.get("/orders/1");
        assertRefused(refused, FAILING);
        assertThat(retryAfter(refused)).isBetween(540, 605);
      }
      assertThat(metric(app, "db_connection_wait_seconds_count")).isEqualTo(asked);
      assertThat(app.get("/metrics").body())
          .contains("guard_breaker{state=\"open\"} 1")
          .contains("guard_breaker{state=\"closed\"} 0")
          .contains("guard_database_failures_total{trouble=\"unavailable\"} 4.0")
          .contains("guard_requests_total{outcome=\"database-failing\"} 5.0");
      assertThat(app.get("/health/live").statusCode()).isEqualTo(200);

      role.limit(20);
      assertRefused(app.get("/orders/1"), FAILING);
      assertThat(app.tune("guard.breaker-wait", "9m").statusCode()).isEqualTo(200);
      assertThat(onceThereIsRoom(app, "/orders/1")).isEqualTo(200);
      assertThat(app.get("/metrics").body()).contains("guard_breaker{state=\"closed\"} 1");
    }
  }

  @Test
  void aDatabaseThatIsWellAgainIsFoundByProbes(TestDatabase database) throws Exception {
    try (TestRole role = new TestRole(database, 20);
        TestApp app = shedding(role, "guard.breaker-wait=100ms")) {
      role.limit(0);
      for (int i = 0; i < 4; i++) {
        assertRefused(app.get("/orders/1"), UNAVAILABLE);
      }
      role.limit(20);
      while (!app.get("/metrics").body().contains("guard_breaker{state=\"closed\"} 1")) {
        assertThat(app.get("/orders/1").statusCode()).isIn(200, 503);
      }
      assertThat(app.get("/orders/1").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aShopThatIsFullIsExchangedForOneWithRoom(TestDatabase database) throws Exception {
    try (TestApp app = TestApp.start(database, "guard=shed", "guard.limit=1", PATIENT);
        Connection blocker = locked(database)) {
      List<CompletableFuture<HttpResponse<String>>> waiting = blocked(app, database, 1);
      assertRefused(app.get("/orders/1"), FULL);

      assertThat(app.tune("guard", "none").statusCode()).isEqualTo(200);
      assertThat(app.get("/orders/1").statusCode()).isEqualTo(200);
      assertThat(app.get("/metrics").body()).contains("guard_breaker{state=\"none\"} 1");
      assertThat(waiting.get(0)).isNotDone();
      blocker.rollback();
      assertThat(waiting.get(0).get().statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aLimitThatLeavesNoThreadToSayNoIsRefused(TestDatabase database) throws Exception {
    String[] arguments = {
      "--port=0", "--db-url=" + database.url(), "--set=guard=shed", "--set=threads.size=20"
    };
    assertThatThrownBy(() -> RunningApp.start(AppSettings.of(arguments, Map.of())))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage(
            "guard.limit must be below threads.size, which is 20, so that a thread is left to say"
                + " no, but was '20'");
    try (TestApp app = TestApp.start(database, "guard=timeouts", "threads.size=20")) {
      assertThat(app.get("/orders/1").statusCode()).isEqualTo(200);
      assertThat(app.tune("guard", "shed").statusCode()).isEqualTo(422);
    }
  }

  private static TestApp shedding(TestRole role, String wait) {
    return TestApp.startAt(role.url(), "pool=none", "guard=shed", "guard.breaker-window=4", wait);
  }

  private static Connection locked(TestDatabase database) throws SQLException {
    Connection blocker = database.connect();
    blocker.setAutoCommit(false);
    try (Statement statement = blocker.createStatement()) {
      statement.execute("lock table customer in access exclusive mode");
    }
    return blocker;
  }

  /** So many requests, each of which waits in the database. */
  private static List<CompletableFuture<HttpResponse<String>>> blocked(
      TestApp app, TestDatabase database, int count) throws SQLException {
    List<CompletableFuture<HttpResponse<String>>> requests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      requests.add(app.later(BLOCKED));
    }
    awaitBlocked(database, count);
    return requests;
  }

  /** What came before may hold its place a moment longer than its client waits: then, again. */
  private static void askUntilBlocked(Socket client, TestDatabase database) throws Exception {
    String request = "GET " + BLOCKED + " HTTP/1.1\r\nHost: shop\r\n\r\n";
    client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    while (database.number(WAITING) < 1) {
      int refused = client.getInputStream().available();
      if (refused > 0) {
        client.getInputStream().skipNBytes(refused);
        client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      }
    }
  }

  private static void awaitBlocked(TestDatabase database, int count) throws SQLException {
    while (database.number(WAITING) < count) {
      Thread.onSpinWait();
    }
  }

  /** A place becomes free as the answer goes out, which the client may notice first. */
  private static int onceThereIsRoom(TestApp app, String path) throws Exception {
    int status;
    while ((status = app.get(path).statusCode()) == 503) {
      Thread.onSpinWait();
    }
    return status;
  }

  private static void assertRefused(HttpResponse<String> response, String detail) throws Exception {
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(TestApp.json(response).get("status").asInt()).isEqualTo(503);
    assertThat(TestApp.json(response).get("detail").asText()).isEqualTo(detail);
  }

  private static int retryAfter(HttpResponse<String> response) {
    return Integer.parseInt(response.headers().firstValue("retry-after").orElseThrow());
  }

  private static String metric(TestApp app, String name) throws Exception {
    return app.get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .findFirst()
        .orElseThrow();
  }
}
