package dev.tuninglab.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tuninglab.app.knobs.Knobs;
import dev.tuninglab.app.tuning.Knob;
import dev.tuninglab.app.tuning.Values;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Knobs that are turned by {@code PUT /tuning} while the app runs. */
@ExtendWith(TestDatabase.Provider.class)
@Timeout(120)
class RetuneTest {
  private static final String[] PATHS = {
    "/orders/3",
    "/orders?size=5",
    "/orders/feed?size=5",
    "/customers/9/orders",
    "/products/20",
    "/products",
    "/tuning"
  };

  /** For tests that leave every knob at its default. */
  private static TestApp untouched;

  @BeforeAll
  static void start(TestDatabase database) {
    untouched = TestApp.start(database);
  }

  @AfterAll
  static void stop() {
    untouched.close();
  }

  @Test
  void whatIsNotNamedStaysAsItWas(TestDatabase database) throws Exception {
    try (TestApp app = TestApp.start(database, "fetch=batch")) {
      HttpResponse<String> response = app.tune("pool", "none", "pool.size", "3");

      assertThat(response.statusCode()).isEqualTo(200);
      JsonNode tuning = TestApp.json(response);
      assertThat(tuning.get("pool").asText()).isEqualTo("none");
      assertThat(tuning.get("pool.size").asText()).isEqualTo("3");
      assertThat(tuning.get("fetch").asText()).isEqualTo("batch");
      assertThat(TestApp.json(app.get("/tuning"))).isEqualTo(tuning);
    }
  }

  static Stream<Arguments> variants() {
    return Knobs.ALL.stream()
        .filter(knob -> knob.values() instanceof Values.Choice<?>)
        .flatMap(
            knob ->
                ((Values.Choice<?>) knob.values())
                    .ids().stream()
                        .filter(id -> isHadOnThisJdk(knob, id))
                        .map(id -> Arguments.of(knob, id)));
  }

  /** Elsewhere it is refused: {@code ThreadsOverHttpTest}. */
  private static boolean isHadOnThisJdk(Knob<?> knob, String variant) {
    return !(knob.name().equals("threads") && variant.equals("virtual"))
        || Runtime.version().feature() >= 21;
  }

  @ParameterizedTest
  @MethodSource("variants")
  void everyVariantCanBeHadLive(Knob<?> knob, String variant) throws Exception {
    try {
      assertThat(untouched.tune(knob.name(), variant).statusCode()).isEqualTo(200);

      assertThat(value(untouched, knob.name())).isEqualTo(variant);
      for (String path : PATHS) {
        assertThat(untouched.get(path).statusCode()).as(path).isEqualTo(200);
      }
    } finally {
      untouched.tune(knob.name(), knob.preset());
    }
    assertThat(value(untouched, knob.name())).isEqualTo(knob.preset());
  }

  @Test
  void noRequestFailsWhileKnobsAreTurned(TestDatabase database) throws Exception {
    String name = "hammered";
    String[][] turns = {
      {"pool", "none"},
      {"fetch", "n-plus-one"},
      {"pool", "hikari", "pool.size", "2"},
      {"fetch", "batch", "pool.size", "4"},
      {"pool", "none", "fetch", "multiset"},
      {"pool", "hikari", "fetch", "join", "pool.size", "10"},
    };
    AtomicBoolean going = new AtomicBoolean(true);
    AtomicLong answers = new AtomicLong();
    ExecutorService clients = Executors.newFixedThreadPool(8);
    try (TestApp app = TestApp.startAt(database.url() + "&ApplicationName=" + name)) {
      List<Future<?>> hammering = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        int first = i;
        hammering.add(
            clients.submit(
                () -> {
                  for (int j = first; going.get(); j++) {
                    String path = PATHS[j % PATHS.length];
                    assertThat(app.get(path).statusCode()).as(path).isEqualTo(200);
                    answers.incrementAndGet();
                  }
                  return null;
                }));
      }
      for (int i = 0; i < 30; i++) {
        // Every shop serves some requests, and is left while it serves others.
        long seen = answers.get() + 16;
        while (answers.get() < seen && hammering.stream().noneMatch(Future::isDone)) {
          Thread.onSpinWait();
        }
        HttpResponse<String> response = app.tune(turns[i % turns.length]);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(app.get("/tuning").body()).isEqualTo(response.body());
      }
      going.set(false);
      for (Future<?> client : hammering) {
        client.get();
      }
      // What is left is the last shop's pool: no connection of the shops before it.
      await(database, name, 10);
    } finally {
      going.set(false);
      clients.shutdown();
    }
    await(database, name, 0);
  }

  @Test
  void aRequestInFlightEndsInTheShopInWhichItBegan(TestDatabase database) throws Exception {
    String name = "left-behind";
    try (TestApp app = TestApp.startAt(database.url() + "&ApplicationName=" + name, "pool.size=3");
        Connection blocker = database.connect()) {
      lockCustomers(blocker);
      // Customer 10 has no orders, so the app has to look into the locked table.
      CompletableFuture<HttpResponse<String>> slow =
          CompletableFuture.supplyAsync(() -> get(app, "/customers/10/orders"));
      while (database.number("select count(*) from pg_locks where not granted") == 0) {
        Thread.onSpinWait();
      }

      assertThat(app.tune("pool", "none").statusCode()).isEqualTo(200);
      assertThat(app.get("/orders/1").statusCode()).isEqualTo(200);
      assertThat(slow).isNotDone();
      await(database, name, 3);
      blocker.rollback();

      assertThat(slow.get().statusCode()).isEqualTo(200);
      await(database, name, 0);
    }
  }

  @Test
  void aShopThatCannotBeHadLeavesTheOldOne(TestDatabase database) throws Exception {
    try (TestRole role = new TestRole(database, 5);
        TestApp app = TestApp.startAt(role.url(), "pool=none")) {
      role.limit(0);
      HttpResponse<String> response = app.tune("pool", "hikari", "pool.size", "1");

      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(detail(response))
          .isEqualTo("these settings cannot be had at the moment, so the old ones stay");
      assertThat(value(app, "pool")).isEqualTo("none");
      role.limit(5);
      assertThat(app.get("/orders/1").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void twoWhoTurnAtOnceLoseNothing(TestDatabase database) throws Exception {
    try (TestApp app = TestApp.start(database, "pool=none")) {
      for (int i = 1; i <= 10; i++) {
        String size = Integer.toString(i);
        String fetch = i % 2 == 0 ? "batch" : "multiset";
        CompletableFuture<Integer> other =
            CompletableFuture.supplyAsync(() -> tune(app, "pool.size", size));
        assertThat(tune(app, "fetch", fetch)).isEqualTo(200);
        assertThat(other.get()).isEqualTo(200);

        JsonNode tuning = TestApp.json(app.get("/tuning"));
        assertThat(tuning.get("pool.size").asText()).isEqualTo(size);
        assertThat(tuning.get("fetch").asText()).isEqualTo(fetch);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"fetch\": \"magic\", \"pool\": \"none\"}|422|fetch must be one of n-plus-one, join,"
            + " batch, multiset, but was 'magic'",
        "{\"pool\": \"none\", \"pool.size\": \"201\"}|422|pool.size must be a whole number from 1"
            + " to 200, but was '201'",
        "{\"pool\": \"none\", \"pool.size\": 10}|422|pool.size must be text such as \"10\","
            + " but was 10",
        "[\"pool\"]|422|the body must be an object of knobs and values, but was [\"pool\"]",
        "{\"pool\": \"none\", \"pool\": \"hikari\"}|400|the body must be JSON,"
            + " but is not at line 1, column 24",
        "{\"pool\": \"none\", \"jdk\": \"8\"}|422|jdk must stay RELEASE while the JVM runs, but was '8'",
        "{\"pool\": |400|the body must be JSON, but is not at line 1, column 9",
      })
  void whatIsRefusedChangesNothing(String body, int status, String detail, TestDatabase database)
      throws Exception {
    try (TestApp app = TestApp.start(database)) {
      String before = app.get("/tuning").body();
      HttpResponse<String> response =
          app.send(
              HttpRequest.newBuilder(app.at("/tuning"))
                  .header("Content-Type", "application/json")
                  .PUT(BodyPublishers.ofString(body)));

      assertThat(response.statusCode()).isEqualTo(status);
      String release = String.valueOf(Runtime.version().feature());
      assertThat(detail(response)).isEqualTo(detail.replace("RELEASE", release));
      assertThat(app.get("/tuning").body()).isEqualTo(before);
    }
  }

  @Test
  void whatGetShowsMayBePutBack() throws Exception {
    String shown = untouched.get("/tuning").body();
    HttpResponse<String> response = put(shown, "Content-Type", "application/json");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(shown);
  }

  @Test
  void anUnknownKnobIsRefusedWithAllThatAreKnown() throws Exception {
    HttpResponse<String> response = untouched.tune("pool", "none", "poll", "none");

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(detail(response))
        .startsWith("a knob must be one of pool, pool.size, ")
        .endsWith(", but was 'poll'");
    assertThat(value(untouched, "pool")).isEqualTo("hikari");
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.com, 403",
    "http://example.com:PORT, 403",
    "http://127.0.0.1:1, 403",
    "http://127.0.0.1.example.com:PORT, 403",
    "null, 403",
    "http://127.0.0.1:PORT, 200",
    "http://localhost:PORT, 200",
  })
  void aPageOfAnotherSiteTurnsNothing(String origin, int status) throws Exception {
    String port = Integer.toString(untouched.at("/").getPort());
    try {
      HttpResponse<String> response =
          put(
              "{\"fetch\": \"batch\"}",
              "Content-Type",
              "application/json",
              "Origin",
              origin.replace("PORT", port));

      assertThat(response.statusCode()).isEqualTo(status);
      assertThat(value(untouched, "fetch")).isEqualTo(status == 200 ? "batch" : "join");
    } finally {
      untouched.tune("fetch", "join");
    }
  }

  @Test
  void aFormThatAnyPageMaySendTurnsNothing() throws Exception {
    HttpResponse<String> response = put("{\"fetch\": \"batch\"}", "Content-Type", "text/plain");

    assertThat(response.statusCode()).isEqualTo(415);
    assertThat(detail(response))
        .isEqualTo("Content-Type must be application/json, but was 'text/plain'");
  }

  private static HttpResponse<String> put(String body, String... headers) throws Exception {
    return untouched.send(
        HttpRequest.newBuilder(untouched.at("/tuning"))
            .headers(headers)
            .PUT(BodyPublishers.ofString(body)));
  }

  private static String value(TestApp app, String knob) throws Exception {
    return TestApp.json(app.get("/tuning")).get(knob).asText();
  }

  private static String detail(HttpResponse<String> response) throws Exception {
    return TestApp.json(response).get("detail").asText();
  }

  private static HttpResponse<String> get(TestApp app, String path) {
    try {
      return app.get(path);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static int tune(TestApp app, String... settings) {
    try {
      return app.tune(settings).statusCode();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void lockCustomers(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("lock table customer in access exclusive mode");
    }
  }

  /** Waits until the app has that many connections: closing them takes the server a moment. */
  private static void await(TestDatabase database, String application, int connections)
      throws SQLException {
    String open =
        "select count(*) from pg_stat_activity where application_name = '%s'"
            .formatted(application);
    while (database.number(open) != connections) {
      Thread.onSpinWait();
    }
  }
}
