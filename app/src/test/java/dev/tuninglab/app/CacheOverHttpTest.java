package dev.tuninglab.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The knob {@code cache} in a running app. */
@ExtendWith(TestDatabase.Provider.class)
class CacheOverHttpTest {
  @ParameterizedTest
  @ValueSource(strings = {"none", "http", "local"})
  void anOrderShowsInTheNextRead(String cache, TestDatabase database) throws Exception {
    try (TestDatabase.Copy copy = database.copy();
        TestApp app = TestApp.startAt(copy.url(), "cache=" + cache)) {
      for (int left = 997; left > 980; left -= 3) {
        HttpResponse<String> before = app.get("/products/2");
        HttpResponse<String> topBefore = app.get("/products/top?size=20");
        assertThat(place(app, "key" + left, 2, 3)).isEqualTo(201);
        HttpResponse<String> after = get(app, "/products/2", etag(before));
        HttpResponse<String> topAfter = get(app, "/products/top?size=20", etag(topBefore));

        assertThat(TestApp.json(after).get("stock").asInt()).isEqualTo(left);
        assertThat(sold(topAfter, 2)).isEqualTo(sold(topBefore, 2) + 3);
      }
    }
  }

  /** While knobs are turned there are two shops, and two caches. */
  @Test
  void anOrderThatEndsInTheOldShopShowsInTheNew(TestDatabase database) throws Exception {
    try (TestDatabase.Copy copy = database.copy();
        TestApp app = TestApp.startAt(copy.url(), "cache=local");
        Connection blocker = copy.connect();
        Statement lock = blocker.createStatement()) {
      blocker.setAutoCommit(false);
      lock.execute("select from product where id = 2 for update");
      CompletableFuture<Integer> order = CompletableFuture.supplyAsync(() -> placeUnchecked(app));
      while (copy.texts("select 1 from pg_locks where not granted").isEmpty()) {
        Thread.onSpinWait();
      }
      assertThat(app.tune("cache.ttl", "10m").statusCode()).isEqualTo(200);
      assertThat(TestApp.json(app.get("/products/2")).get("stock").asInt()).isEqualTo(1000);
      assertThat(order).isNotDone();
      blocker.rollback();

      assertThat(order.get()).isEqualTo(201);
      assertThat(TestApp.json(app.get("/products/2")).get("stock").asInt()).isEqualTo(997);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "http", "local"})
  void everyVariantSendsTheSameBody(String cache, TestDatabase database) throws Exception {
    try (TestApp none = TestApp.start(database);
        TestApp app = TestApp.start(database, "cache=" + cache)) {
      for (String path : List.of("/products/3", "/products/3", "/products/top?size=5")) {
        assertThat(app.get(path).body()).isEqualTo(none.get(path).body());
      }
      assertThat(app.get("/products/4711").statusCode()).isEqualTo(404);
      assertThat(TestApp.json(app.get("/products/4711")).get("detail").asText())
          .isEqualTo("there is no product 4711");
    }
  }

  @ParameterizedTest
  @CsvSource({"none, 10", "http, 10", "local, 1"})
  void tenReadsTakeAsManyStatementsAsDocumented(String cache, int statements, TestDatabase database)
      throws Exception {
    try (TestRole role = new TestRole(database, 20);
        TestApp app = TestApp.startAt(role.url(), "pool.size=1", "cache=" + cache)) {
      for (String path : List.of("/products/3", "/products/top")) {
        app.get("/products/20");
        long before = role.statements();
        for (int i = 0; i < 10; i++) {
          assertThat(app.get(path).statusCode()).isEqualTo(200);
        }
        assertThat(role.statements() - before).as(path).isEqualTo(statements);
      }
    }
  }

  @Test
  void aClientThatHasTheProductIsToldSoWithoutItsTextBeingRead(TestDatabase database)
      throws Exception {
    try (TestRole role = new TestRole(database, 20);
        TestApp app = TestApp.startAt(role.url(), "pool.size=1", "cache=http")) {
      String tag = etag(app.get("/products/3"));
      role.forbid("product");
      role.permit("id, updated_at, xmin", "product");
      long before = role.statements();
      HttpResponse<String> response = get(app, "/products/3", tag);

      assertThat(response.statusCode()).isEqualTo(304);
      assertThat(role.statements() - before).isEqualTo(1);
      assertThat(app.get("/products/3").statusCode()).as("the whole").isEqualTo(500);
    }
  }

  @Test
  void a304HasTheHeadersOfThe200AndNoneOfABody(TestDatabase database) throws Exception {
    try (TestApp app = TestApp.start(database, "cache=http", "cache.max-age=90s")) {
      for (String path : List.of("/products/3", "/products/top")) {
        HttpResponse<String> whole = app.get(path);
        HttpResponse<String> known = get(app, path, "\"other\", " + etag(whole));

        assertThat(whole.headers().firstValue("cache-control")).contains("max-age=90");
        assertThat(known.statusCode()).isEqualTo(304);
        assertThat(known.body()).isEmpty();
        for (String header : List.of("etag", "cache-control")) {
          assertThat(known.headers().allValues(header))
              .isEqualTo(whole.headers().allValues(header))
              .hasSize(1);
        }
        assertThat(known.headers().map()).containsKey("date");
        assertThat(known.headers().map()).doesNotContainKeys("content-type", "content-length");
      }
    }
  }

  /** Its tag may come back changed by whoever compressed it. */
  @Test
  void aCompressedResponseIsRevalidatedAsWell(TestDatabase database) throws Exception {
    try (TestApp app = TestApp.start(database, "cache=http", "compress=gzip")) {
      HttpRequest.Builder asking =
          HttpRequest.newBuilder(app.at("/products/3")).header("Accept-Encoding", "gzip");
      HttpResponse<String> whole = app.send(asking);
      HttpResponse<String> known = app.send(asking.copy().header("If-None-Match", etag(whole)));

      assertThat(whole.headers().firstValue("content-encoding")).contains("gzip");
      assertThat(known.statusCode()).isEqualTo(304);
      assertThat(known.headers().allValues("vary")).isEqualTo(whole.headers().allValues("vary"));
    }
  }

  @Test
  void aHeadIsAnsweredAsItsGetWouldBe(TestDatabase database) throws Exception {
    try (TestApp app = TestApp.start(database, "cache=http")) {
      String tag = etag(app.get("/products/3"));

      assertThat(head(app, "\"other\"").statusCode()).isEqualTo(200);
      assertThat(head(app, "\"other\"").headers().firstValue("etag")).contains(tag);
      assertThat(head(app, tag).statusCode()).isEqualTo(304);
    }
  }

  @Test
  void anotherVersionIsSentWholeInTwoStatements(TestDatabase database) throws Exception {
    try (TestRole role = new TestRole(database, 20);
        TestApp app = TestApp.startAt(role.url(), "pool.size=1", "cache=http")) {
      app.get("/products/3");
      long before = role.statements();
      HttpResponse<String> response = get(app, "/products/3", "\"another\"");

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).contains("\"description\":\"long ");
      assertThat(role.statements() - before).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource({"none, 0, 0, 0", "http, 0, 2, 3", "local, 4, 1, 0"})
  void whatACacheDidIsCounted(
      String cache, int hits, int misses, int notModified, TestDatabase database) throws Exception {
    try (TestApp app = TestApp.start(database, "cache=" + cache)) {
      String tag = etag(app.get("/products/3"));
      app.get("/products/3");
      for (int i = 0; i < 3; i++) {
        get(app, "/products/3", tag);
      }
      String metrics = app.get("/metrics").body();
      Map.of("hit", hits, "miss", misses, "not-modified", notModified)
          .forEach(
              (result, count) ->
                  assertThat(metrics)
                      .contains(
                          "cache_requests_total{cache=\"product\",result=\"%s\"} %d.0\n"
                              .formatted(result, count)));
      assertThat(metrics).contains("cache_evictions_total{cache=\"product\"} 0.0\n");
    }
  }

  @Test
  void whatIsDroppedForOthersIsCounted(TestDatabase database) throws Exception {
    try (TestApp app = TestApp.start(database, "cache=local", "cache.size=3")) {
      for (int id = 1; id <= 10; id++) {
        app.get("/products/" + id);
      }
      assertThat(app.get("/metrics").body())
          .contains("cache_evictions_total{cache=\"product\"} 7.0\n");
    }
  }

  @Test
  void aMaximumAgeIsInWholeSeconds(TestDatabase database) throws Exception {
    try (TestApp app = TestApp.start(database)) {
      HttpResponse<String> response = app.tune("cache.max-age", "1500ms");

      assertThat(response.statusCode()).isEqualTo(422);
      assertThat(TestApp.json(response).get("detail").asText())
          .isEqualTo("cache.max-age must be no-cache or whole seconds, but was '1500ms'");
    }
  }

  private static HttpResponse<String> get(TestApp app, String path, String ifNoneMatch)
      throws IOException, InterruptedException {
    return app.send(HttpRequest.newBuilder(app.at(path)).header("If-None-Match", ifNoneMatch));
  }

  private static HttpResponse<String> head(TestApp app, String ifNoneMatch)
      throws IOException, InterruptedException {
    return app.send(
        HttpRequest.newBuilder(app.at("/products/3"))
            .header("If-None-Match", ifNoneMatch)
            .method("HEAD", BodyPublishers.noBody()));
  }

  private static String etag(HttpResponse<String> response) {
    return response.headers().firstValue("etag").orElse("\"none\"");
  }

  private static int place(TestApp app, String key, long product, int quantity)
      throws IOException, InterruptedException {
    return app.send(
            HttpRequest.newBuilder(app.at("/orders"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(
                    BodyPublishers.ofString(
                        "{\"customerId\":1,\"lines\":[{\"productId\":%d,\"quantity\":%d}]}"
                            .formatted(product, quantity))))
        .statusCode();
  }

  private static int placeUnchecked(TestApp app) {
    try {
      return place(app, "blocked", 2, 3);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long sold(HttpResponse<String> top, long product) throws IOException {
    for (JsonNode item : TestApp.json(top).get("items")) {
      if (item.get("id").asLong() == product) {
        return item.get("unitsSold").asLong();
      }
    }
    throw new AssertionError("product " + product + " is not among the top");
  }
}
