package dev.tuninglab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The knob {@code threads} in a running app; virtual ones on a JDK that has them. */
@ExtendWith(TestDatabase.Provider.class)
@Timeout(120)
class ThreadsOverHttpTest {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final String REFUSAL =
      "threads must be platform on JDK %d, but was 'virtual', which needs JDK 21 or newer: start it with one, in the lab by --set jdk=25"
          .formatted(Runtime.version().feature());

  @Test
  void aRequestWithoutAThreadWaitsForOneAndIsCounted(TestDatabase database) throws Exception {
    try (TestApp app = TestApp.start(database, "threads.size=1");
        Connection blocker = database.connect()) {
      CompletableFuture<Integer> first = blocked(app.at(""), blocker, database);
      CompletableFuture<Integer> second = status(app.at("/health/live"));
      assertThat(first).isNotDone();
      assertThat(second).isNotDone();
      blocker.rollback();

      assertThat(first.get()).isEqualTo(200);
      assertThat(second.get()).isEqualTo(200);
      Matcher waits =
          Pattern.compile("http_thread_wait_seconds_count (\\d+)")
              .matcher(app.get("/metrics").body());
      assertThat(waits.find()).isTrue();
      assertThat(Integer.parseInt(waits.group(1))).isGreaterThanOrEqualTo(3);
    }
  }

  @Test
  void aFreeThreadAnswersWhileAnotherIsHeld(TestDatabase database) throws Exception {
    try (TestApp app = TestApp.start(database, "threads.size=2");
        Connection blocker = database.connect()) {
      CompletableFuture<Integer> held = blocked(app.at(""), blocker, database);
      assertThat(status(app.at("/orders/1")).get()).isEqualTo(200);
      assertThat(held).isNotDone();
      blocker.rollback();
      assertThat(held.get()).isEqualTo(200);
    }
  }

  @Test
  void virtualThreadsOnAnOldJdkAreRefusedAtTheStart(TestDatabase database) throws Exception {
    assumeThat(Runtime.version().feature()).as("the JDK of this build").isLessThan(21);
    try (AppProcess app =
        new AppProcess("--port=0", "--db-url=" + database.url(), "--set=threads=virtual")) {
      assertThat(app.exitCode()).isEqualTo(2);
      assertThat(app.err()).isEqualTo(REFUSAL + "\n");
      assertThat(app.out()).isEmpty();
    }
  }

  @Test
  void virtualThreadsOnAnOldJdkAreRefusedLive(TestDatabase database) throws Exception {
    assumeThat(Runtime.version().feature()).as("the JDK of this build").isLessThan(21);
    try (TestApp app = TestApp.start(database)) {
      HttpResponse<String> response = app.tune("threads", "virtual");

      assertThat(response.statusCode()).isEqualTo(422);
      assertThat(TestApp.json(response).get("detail").asText()).isEqualTo(REFUSAL);
      assertThat(TestApp.json(app.get("/tuning")).get("threads").asText()).isEqualTo("platform");
    }
  }

  @Test
  void withVirtualThreadsNoRequestWaitsForOne(TestDatabase database) throws Exception {
    try (AppProcess app = onNewerJdk(database, "threads=virtual", "threads.size=1");
        Connection blocker = database.connect()) {
      URI url = URI.create(app.url());
      List<CompletableFuture<Integer>> held = new ArrayList<>();
      lock(blocker);
      for (int i = 1; i <= 5; i++) {
        held.add(status(url.resolve("/customers/10/orders")));
        awaitBlocked(database, i);
      }
      assertThat(status(url.resolve("/orders/1")).get()).isEqualTo(200);
      assertThat(held).noneMatch(CompletableFuture::isDone);
      blocker.rollback();
      for (CompletableFuture<Integer> each : held) {
        assertThat(each.get()).isEqualTo(200);
      }
    }
  }

  @Test
  void aBodyIsReadAndAProblemToldOnAVirtualThread(TestDatabase database) throws Exception {
    try (AppProcess app = onNewerJdk(database, "threads=virtual")) {
      URI url = URI.create(app.url());
      HttpResponse<String> refused =
          CLIENT.send(
              HttpRequest.newBuilder(url.resolve("/orders"))
                  .headers("Content-Type", "application/json", "Idempotency-Key", "virtual")
                  .POST(BodyPublishers.ofString("{\"customerId\": 1, \"lines\": []}"))
                  .build(),
              BodyHandlers.ofString());

      assertThat(refused.statusCode()).isEqualTo(422);
      assertThat(TestApp.json(refused).get("detail").asText()).startsWith("lines must");
      assertThat(status(url.resolve("/nowhere")).get()).isEqualTo(404);
    }
  }

  @Test
  void threadsAreExchangedLiveWithoutAFailedRequest(TestDatabase database) throws Exception {
    try (AppProcess app = onNewerJdk(database)) {
      URI url = URI.create(app.url());
      AtomicBoolean going = new AtomicBoolean(true);
      CompletableFuture<Integer> hammering =
          CompletableFuture.supplyAsync(
              () -> {
                int answers = 0;
                while (going.get()) {
                  assertThat(status(url.resolve("/orders/3")).join()).isEqualTo(200);
                  answers++;
                }
                return answers;
              });
      for (String threads : List.of("virtual", "platform", "virtual", "platform", "virtual")) {
        HttpResponse<String> tuned = tune(url, "{\"threads\": \"" + threads + "\"}");
        assertThat(tuned.statusCode()).as(tuned.body()).isEqualTo(200);
        assertThat(TestApp.json(tuned).get("threads").asText()).isEqualTo(threads);
        assertThat(status(url.resolve("/orders/4")).get()).isEqualTo(200);
      }
      going.set(false);
      assertThat(hammering.get()).isPositive();
    }
  }

  @Test
  void onTerminationARequestOnAVirtualThreadIsAnsweredFirst(TestDatabase database)
      throws Exception {
    try (AppProcess app = onNewerJdk(database, "threads=virtual");
        Connection blocker = database.connect()) {
      URI url = URI.create(app.url());
      CompletableFuture<Integer> slow = blocked(url, blocker, database);
      app.terminate();
      assertThat(slow).isNotDone();
      blocker.rollback();

      assertThat(slow.get()).isEqualTo(200);
      assertThat(app.exitCode()).isEqualTo(128 + 15);
      assertThat(app.err()).contains("INFO  RunningApp stopped").doesNotContain("ERROR", "WARN ");
    }
  }

  private static AppProcess onNewerJdk(TestDatabase database, String... settings)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--port=0", "--db-url=" + database.url()));
    for (String setting : settings) {
      arguments.addAll(List.of("--set", setting));
    }
    return new AppProcess(
        NewerJdk.atLeast(21), List.of("-Xmx128m"), arguments.toArray(String[]::new));
  }

  /** A request that waits for the database until the blocker lets go. */
  private static CompletableFuture<Integer> blocked(
      URI url, Connection blocker, TestDatabase database) throws SQLException {
    lock(blocker);
    // Customer 10 has no orders, so the app has to look into the locked table.
    CompletableFuture<Integer> request = status(url.resolve("/customers/10/orders"));
    awaitBlocked(database, 1);
    return request;
  }

  private static void lock(Connection blocker) throws SQLException {
    blocker.setAutoCommit(false);
    try (Statement statement = blocker.createStatement()) {
      statement.execute("lock table customer in access exclusive mode");
    }
  }

  private static void awaitBlocked(TestDatabase database, int requests) throws SQLException {
    while (database.number("select count(*) from pg_locks where not granted") < requests) {
      Thread.onSpinWait();
    }
  }

  private static CompletableFuture<Integer> status(URI uri) {
    return CLIENT
        .sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
        .thenApply(HttpResponse::statusCode);
  }

  private static HttpResponse<String> tune(URI url, String body)
      throws IOException, InterruptedException {
    return CLIENT.send(
        HttpRequest.newBuilder(url.resolve("/tuning"))
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}
