package dev.tuninglab.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuninglab.app.knobs.Knobs;
import dev.tuninglab.app.tuning.Values;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where a running app says that its time went. A phase is looked for only where it has work to do
 * that takes any machine a microsecond.
 */
@ExtendWith(TestDatabase.Provider.class)
@Timeout(120)
class ServerTimingOverHttpTest {
  private static final String[] ASKING = {"Prefer", "server-timing"};
  private static final String PAGE = "/orders?size=20";
  private static final String LIST = "/products?size=17&expand=description";

  private static final List<String> KNOWN =
      List.of(
          "queue",
          "wait",
          "burn",
          "parse",
          "cache",
          "acquire",
          "query",
          "map",
          "release",
          "serialize",
          "log",
          "compress",
          "total");

  @ParameterizedTest
  @ValueSource(strings = {"n-plus-one", "join", "batch", "multiset"})
  void aPageTellsQueryMapAndSerializeHoweverItIsFetched(String fetch, TestDatabase database)
      throws Exception {
    try (TestApp app = TestApp.start(database, "fetch=" + fetch)) {
      assertThat(told(asked(app, PAGE))).containsKeys("queue", "query", "map", "serialize");
      assertTheSameUnasked(app, PAGE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jackson", "jackson-blackbird", "dsl-json", "postgres"})
  void ordersTellTheirPhasesWhoeverWritesThem(String json, TestDatabase database) throws Exception {
    try (TestApp app = TestApp.start(database, "json=" + json)) {
      for (String path : List.of(PAGE, "/orders/1")) {
        assertThat(told(asked(app, path))).containsKeys("query", "map");
        assertTheSameUnasked(app, path);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"none, false", "gzip, true", "brotli, true", "zstd, true"})
  void whatIsCodedTellsHowLongThatTook(String compress, boolean coded, TestDatabase database)
      throws Exception {
    String[] coding = {"Accept-Encoding", "gzip, br, zstd"};
    try (TestApp app = TestApp.start(database, "compress=" + compress)) {
      HttpResponse<String> large = asked(app, LIST, coding);
      assertThat(large.headers().firstValue("Content-Encoding").isPresent()).isEqualTo(coded);
      assertThat(told(large).containsKey("compress")).isEqualTo(coded);
      assertThat(told(asked(app, "/orders/1", coding))).doesNotContainKey("compress");
      assertThat(told(asked(app, LIST))).doesNotContainKey("compress");
      assertTheSameUnasked(app, LIST, coding);
    }
  }

  @Test
  void everyVariantOfEveryKnobTellsOfSuccessAndFailure(TestDatabase database) throws Exception {
    try (TestDatabase.Copy shop = database.copy();
        TestApp app = TestApp.startAt(shop.url())) {
      String before = app.get("/tuning").body();
      for (String[] setting : variants()) {
        HttpResponse<String> tuned = app.tune(setting[0], setting[1]);
        assertThat(tuned.statusCode()).as(tuned.body()).isEqualTo(200);
        for (String path : List.of(PAGE, "/orders/feed", "/products/1")) {
          HttpResponse<String> answer = asked(app, path);
          assertThat(answer.statusCode()).as(path + " with " + List.of(setting)).isEqualTo(200);
          assertThat(told(answer)).as(path + " with " + List.of(setting)).hasSizeGreaterThan(1);
        }
        assertThat(told(asked(app, "/orders/0"))).containsKeys("serialize", "total");
        assertTheSameUnasked(app, "/orders/1");
        app.send(tuning(app, before));
      }
    }
  }

  /** On an old JDK virtual threads cannot be had; {@link #onAVirtualThreadItIsTheSame}. */
  private static List<String[]> variants() {
    List<String[]> variants = new ArrayList<>();
    Knobs.ALL.stream()
        .filter(knob -> knob.values() instanceof Values.Choice<?>)
        .forEach(
            knob ->
                ((Values.Choice<?>) knob.values())
                    .ids().stream()
                        .filter(id -> !id.equals("virtual"))
                        .forEach(id -> variants.add(new String[] {knob.name(), id})));
    return variants;
  }

  private static HttpRequest.Builder tuning(TestApp app, String settings) {
    return HttpRequest.newBuilder(app.at("/tuning"))
        .header("Content-Type", "application/json")
        .PUT(BodyPublishers.ofString(settings));
  }

  @Test
  void failuresTellTheirPhasesAsWell(TestDatabase database) throws Exception {
    try (TestApp app = TestApp.start(database)) {
      for (String path : List.of("/nowhere", "/orders/x", "/products/999999", "/orders?size=0")) {
        HttpResponse<String> answer = asked(app, path);
        assertThat(answer.statusCode()).isBetween(400, 404);
        assertThat(told(answer)).containsKey("serialize");
        assertTheSameUnasked(app, path);
      }
      HttpRequest.Builder delete = HttpRequest.newBuilder(app.at("/orders/1")).DELETE();
      HttpResponse<String> refused = app.send(delete.headers(ASKING));
      assertThat(refused.statusCode()).isEqualTo(405);
      assertThat(told(refused)).containsKey("serialize");
    }
  }

  @Test
  void aDatabaseThatIsGoneTellsHowLongItWasWaitedFor(TestDatabase database) throws Exception {
    TestDatabase.Copy shop = database.copy();
    try (TestApp app = TestApp.startAt(shop.url(), "pool=none")) {
      shop.close();
      HttpResponse<String> answer = asked(app, "/orders/1");

      assertThat(answer.statusCode()).isBetween(500, 503);
      assertThat(told(answer)).containsKeys("acquire", "serialize").doesNotContainKey("query");
    }
  }

  @Test
  void aConnectionOfOnesOwnIsAcquiredAndReleased(TestDatabase database) throws Exception {
    try (TestApp app = TestApp.start(database, "pool=none")) {
      assertThat(told(asked(app, "/orders/1"))).containsKeys("acquire", "query", "map", "release");
      assertThat(told(asked(app, "/health/ready"))).containsKeys("acquire", "query", "release");
    }
  }

  @Test
  void whatACacheHasTakesNoQuery(TestDatabase database) throws Exception {
    try (TestApp app = TestApp.start(database, "cache=local")) {
      assertThat(told(asked(app, "/products/top"))).containsKey("query");
      assertThat(told(asked(app, "/products/top"))).doesNotContainKeys("query", "map", "acquire");

      assertThat(app.tune("cache", "http").statusCode()).isEqualTo(200);
      String tag = asked(app, "/products/1").headers().firstValue("ETag").orElseThrow();
      HttpResponse<String> unchanged = asked(app, "/products/1", "If-None-Match", tag);
      assertThat(unchanged.statusCode()).isEqualTo(304);
      assertThat(told(unchanged)).containsKey("query").doesNotContainKey("serialize");
    }
  }

  @Test
  void aWriteTellsWhatItParsedAsWell(TestDatabase database) throws Exception {
    try (TestDatabase.Copy shop = database.copy();
        TestApp app = TestApp.startAt(shop.url())) {
      HttpResponse<String> placed =
          app.send(
              HttpRequest.newBuilder(app.at("/orders"))
                  .headers(ASKING)
                  .headers("Content-Type", "application/json", "Idempotency-Key", "timed")
                  .POST(
                      BodyPublishers.ofString(
                          "{\"customerId\":1,\"lines\":[{\"productId\":1,\"quantity\":1}]}")));

      assertThat(placed.statusCode()).isEqualTo(201);
      assertThat(told(placed)).containsKeys("parse", "query", "map", "serialize");
    }
  }

  @Test
  void theLogAndTheHandicapsHavePhasesOfTheirOwn(TestDatabase database) throws Exception {
    try (TestApp app = TestApp.start(database, "log=sync", "wait=2ms", "burn=2ms")) {
      Map<String, BigDecimal> told = told(asked(app, "/orders/1"));

      assertThat(told).containsKeys("wait", "burn", "log");
      assertThat(told.get("burn")).isGreaterThanOrEqualTo(new BigDecimal("2.000"));
    }
  }

  @Test
  void overHttp2ItIsTheSame(TestDatabase database) throws Exception {
    HttpClient client =
        HttpClient.newBuilder()
            .sslContext(TrustAll.context())
            .version(HttpClient.Version.HTTP_2)
            .build();
    try (TestApp app = TestApp.start(database, "http=h2")) {
      URI at = URI.create("https://127.0.0.1:" + app.at("/").getPort() + PAGE);
      for (int i = 0; i < 2; i++) {
        HttpResponse<String> answer =
            client.send(
                HttpRequest.newBuilder(at).headers(ASKING).build(), BodyHandlers.ofString());
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(told(answer)).containsKeys("query", "serialize");
        HttpResponse<String> unasked =
            client.send(HttpRequest.newBuilder(at).build(), BodyHandlers.ofString());
        assertNothingTold(unasked);
      }
    }
  }

  /** Three requests, written at once, on one connection and one thread. */
  @Test
  void whoAsksNextOnTheSameConnectionAndThreadIsToldNothing(TestDatabase database)
      throws Exception {
    String get = "GET /orders/1 HTTP/1.1\r\nHost: localhost\r\n";
    String requests =
        get + "Prefer: server-timing\r\n\r\n" + get + "\r\n" + get + "Connection: close\r\n\r\n";
    try (TestApp app = TestApp.start(database, "threads.size=1");
        Socket socket = new Socket("127.0.0.1", app.at("/").getPort())) {
      socket.getOutputStream().write(requests.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      String answers = new String(in.readAllBytes(), StandardCharsets.UTF_8);

      assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(4);
      assertThat(answers.split("Server-Timing: ", -1)).hasSize(2);
      assertThat(answers.indexOf("Server-Timing: ")).isLessThan(answers.lastIndexOf("200 OK"));
    }
  }

  @Test
  void onAVirtualThreadItIsTheSame(TestDatabase database) throws Exception {
    try (AppProcess app =
        new AppProcess(
            NewerJdk.atLeast(21),
            List.of("-Xmx128m"),
            "--port=0",
            "--db-url=" + database.url(),
            "--set=threads=virtual")) {
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(app.url()).resolve(PAGE));
      HttpClient client = HttpClient.newHttpClient();
      assertThat(told(client.send(request.copy().headers(ASKING).build(), BodyHandlers.ofString())))
          .containsKeys("query", "map", "serialize");
      assertNothingTold(client.send(request.build(), BodyHandlers.ofString()));
    }
  }

  @Test
  void strangersAreToldNothing(TestDatabase database) throws Exception {
    try (OpenToAll app = OpenToAll.start(database)) {
      URI at = app.at("/orders/1");
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(at).headers(ASKING).build(), BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertNothingTold(answer);
    }
  }

  private static HttpResponse<String> asked(TestApp app, String path, String... headers)
      throws Exception {
    return app.send(with(headers, HttpRequest.newBuilder(app.at(path)).headers(ASKING)));
  }

  private static HttpRequest.Builder with(String[] headers, HttpRequest.Builder request) {
    return headers.length == 0 ? request : request.headers(headers);
  }

  /** Milliseconds by phase. Every header is held to what holds for all. */
  private static Map<String, BigDecimal> told(HttpResponse<?> response) {
    assertThat(response.headers().allValues("Preference-Applied")).containsExactly("server-timing");
    assertThat(String.join(", ", response.headers().allValues("Vary"))).contains("Prefer");
    assertThat(response.headers().allValues("Server-Timing")).hasSize(1);
    String header = response.headers().firstValue("Server-Timing").orElseThrow();
    assertThat(header).matches("([a-z]+;dur=\\d+\\.\\d{3}, )*total;dur=\\d+\\.\\d{3}");
    Map<String, BigDecimal> told = new LinkedHashMap<>();
    for (String metric : header.split(", ")) {
      String[] parts = metric.split(";dur=");
      assertThat(told.put(parts[0], new BigDecimal(parts[1]))).as(header).isNull();
    }
    assertThat(KNOWN).containsSubsequence(told.keySet());
    BigDecimal total = told.get("total");
    BigDecimal sum = told.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(sum.subtract(total)).as(header).isLessThanOrEqualTo(total);
    return told;
  }

  private static void assertTheSameUnasked(TestApp app, String path, String... headers)
      throws Exception {
    HttpResponse<String> unasked = app.send(with(headers, HttpRequest.newBuilder(app.at(path))));
    assertNothingTold(unasked);
    HttpResponse<String> asked = asked(app, path, headers);
    assertThat(unasked.statusCode()).isEqualTo(asked.statusCode());
    assertThat(unasked.body()).isEqualTo(asked.body());
  }

  private static void assertNothingTold(HttpResponse<?> response) {
    assertThat(response.headers().map()).doesNotContainKeys("server-timing", "preference-applied");
    assertThat(String.join(", ", response.headers().allValues("Vary"))).doesNotContain("Prefer");
  }
}
