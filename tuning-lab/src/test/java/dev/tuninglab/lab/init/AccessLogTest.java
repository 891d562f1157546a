package dev.tuninglab.lab.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.tuninglab.gatling.workload.Feeder;
import dev.tuninglab.gatling.workload.Workload;
import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Rate;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessLogTest {
  private static final String URL = "http://localhost:8080";

  private static final String COMBINED =
      """
      10.0.0.1 - - [10/Oct/2026:13:55:00 +0200] "GET /orders?size=20 HTTP/1.1" 200 812 "-" "Mozilla/5.0"
      10.0.0.1 - ann [10/Oct/2026:13:55:10 +0200] "GET /orders/17 HTTP/1.1" 200 400 "-" "Mozilla/5.0"
      10.0.0.1 - - [10/Oct/2026:13:55:20 +0200] "GET /orders/18 HTTP/1.1" 304 - "-" "Mozilla/5.0"
      10.0.0.1 - - [10/Oct/2026:13:55:30 +0200] "GET /orders/18/lines HTTP/1.1" 200 90 "-" "Mozilla/5.0"
      10.0.0.1 - - [10/Oct/2026:13:55:40 +0200] "POST /orders HTTP/1.1" 201 90 "-" "Mozilla/5.0"
      10.0.0.1 - - [10/Oct/2026:13:55:41 +0200] "GET /app.js HTTP/1.1" 200 90 "-" "Mozilla/5.0"
      10.0.0.1 - - [10/Oct/2026:13:55:42 +0200] "GET /orders/9 HTTP/1.1" 404 90 "-" "Mozilla/5.0"
      10.0.0.1 - - [10/Oct/2026:13:55:43 +0200] "GET /orders HTTP/1.1" 200 90 "-" "Googlebot/2.1 (+http://www.google.com/bot.html)"
      10.0.0.1 - - [10/Oct/2026:13:55:44 +0200] "GET /healthz HTTP/1.1" 200 2 "-" "kube-probe/1.30"
      10.0.0.1 - - [10/Oct/2026:13:55:45 +0200] "\\x16\\x03\\x01" 400 0 "-" "-"
      10.0.0.1 - - [10/Oct/2026:13:55:46 +0200] "OPTIONS /orders HTTP/1.1" 200 0 "-" "Mozilla/5.0"
      10.0.0.1 - - [10/Oct/2026:13:56:59 +0200] "GET /orders?size=20 HTTP/1.1" 200 812 "a \\" quote" "Mozilla/5.0"
      """;

  @TempDir Path folder;

  @Test
  void requestsAreTakenWithTheWeightsTheyHad() throws IOException {
    Workload workload = Written.reads(init(COMBINED).yaml("lab.yaml"));
    assertThat(Written.weights(workload))
        .containsOnly(
            entry("GET /orders?size=20", 2),
            entry("GET /orders/${order}", 2),
            entry("GET /orders/${order}/lines", 1));
    assertThat(workload.feeders().get("order")).isEqualTo(new Feeder.Values(List.of("18", "17")));
  }

  @Test
  void writesAreCommentsThatBecomeAWorkload() throws IOException {
    String yaml = init(COMBINED).yaml("lab.yaml");
    Workload writes = Written.writes(yaml);
    assertThat(Written.weights(writes)).containsOnly(entry("POST /orders", 1));
    assertThat(writes.requests().get(0).expected()).containsExactly(201);
    assertThat(Written.target(yaml).hasWorkload("write")).isFalse();
  }

  @Test
  void theRateIsTheMeanAndOneASecondAtLeast() throws IOException {
    Init slow = init(COMBINED);
    assertThat(Written.target(slow.yaml("lab.yaml")).rate("read")).isEqualTo(new Rate.Auto(1));
    assertThat(slow.yaml("lab.yaml"))
        .contains("# As it was: 6 requests in 2 min: 0.05/s, in the busiest minute 0.08/s.");
    String busy =
        IntStream.range(0, 600)
            .mapToObj(i -> line(i % 60, "/orders", 200))
            .collect(Collectors.joining());
    assertThat(Written.target(init(busy).yaml("lab.yaml")).rate("read"))
        .isEqualTo(new Rate.Auto(10));
  }

  @Test
  void whatWasLeftOutIsTold() throws IOException {
    assertThat(init(COMBINED).report())
        .isEqualTo(
            """
            read: access log access.log (combined form, 12 lines)
            reads
                     2 GET /orders/${order}
                     2 GET /orders?size=20
                     1 GET /orders/${order}/lines
            writes, which are comments in the file
                     1 POST /orders
            pace: 6 requests in 2 min: 0.05/s, in the busiest minute 0.08/s
            feeders: order
            left out
                     1 static files (--with-static keeps them)
                     1 answered with 400 or more
                     1 of bots: /orders
                     1 health checks: /healthz
                     1 that are no HTTP requests
                     1 of other methods than GET, POST, PUT, PATCH, DELETE
            """);
  }

  @Test
  void aHealthCheckThatWasAnsweredSaysWhenTheServiceIsReady() throws IOException {
    assertThat(Written.target(init(COMBINED).yaml("lab.yaml")).readyPath()).isEqualTo("/healthz");
  }

  @Test
  void secretsInUrlsAreNotWritten() throws IOException {
    Init init =
        init(
            line(1, "/orders?access_token=Zx81secret&size=20", 200)
                + line(2, "/orders;jsessionid=AB12CD34EF?size=20", 200)
                + line(3, "/reset/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", 200)
                + line(4, "/health?password=Zx81secret", 200));
    assertThat(init.yaml("lab.yaml") + init.report())
        .doesNotContain("Zx81secret", "AB12CD34EF", "eyJhbGciOiJIUzI1NiJ9")
        .contains("access_token=${env:ACCESS_TOKEN}", "3 secrets in URLs are not written");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nginx   | {"time_iso8601":"2026-10-10T13:55:36+02:00","request":"GET /orders/%d HTTP/1.1","status":"200","http_user_agent":"curl"}
          nginx 2 | {"time_local":"10/Oct/2026:13:55:36 +0200","request_method":"GET","request_uri":"/orders/%d","status":200}
          Caddy   | {"level":"info","ts":1791640536.123,"request":{"method":"GET","uri":"/orders/%d","headers":{"User-Agent":["curl"]}},"status":200}
          Traefik | {"DownstreamStatus":200,"RequestMethod":"GET","RequestPath":"/orders/%d","StartUTC":"2026-10-10T11:55:36.123456789Z"}
          ECS     | {"@timestamp":"2026-10-10T11:55:36Z","http":{"request":{"method":"GET"},"response":{"status_code":200}},"url":{"path":"/orders/%d"}}
          ECS 2   | {"@timestamp":"2026-10-10T11:55:36Z","http.request.method":"GET","http.response.status_code":200,"url.path":"/orders/%d"}
          """)
  void jsonLinesOfUsualFormsAreRead(String server, String line) throws IOException {
    Init init = init(line.formatted(1) + "\n{\"msg\":\"started\"}\n" + line.formatted(2) + "\n");
    assertThat(Written.weights(Written.reads(init.yaml("lab.yaml"))))
        .containsOnly(entry("GET /orders/${order}", 2));
    assertThat(init.report())
        .contains(
            "note: ", "status from", "time from", "1 lines about no request", "pace: 2 requests");
  }

  @Test
  void whatIsNoAccessLogIsRefusedWithItsLine() {
    refused("hello\n", " line 1: has no time such as [10/Oct/2026:13:55:36 +0000] with a quoted");
    refused("{\"a\": \n", " line 1: is not JSON: ");
    refused("{\"a\":1,\"b\":2}\n", " line 1: has no status that is known: members are a, b, known");
    refused("", " is empty");
    refused(line(1, "/x", 500), " holds no request to take; left out: 1 answered with 400 or more");
    refused(COMBINED + "x\nx\n", " line 13: has no time such as");
    refused("x".repeat(1_000_001), " line 1: is longer than 1,000,000 characters");
    assertThatThrownBy(() -> Init.ofAccessLog(URL, folder.resolve("none.log"), false))
        .isInstanceOf(BadInput.class)
        .hasMessage("access log " + folder.resolve("none.log") + " does not exist");
  }

  @Test
  void aLineThatIsNotWholeYetIsCountedAndNotRefused() throws IOException {
    assertThat(init(COMBINED + "10.0.0.1 - - [10/Oct").report())
        .contains("1 lines that could not be read, the first line 13");
  }

  @Test
  void aPackedLogIsRead() throws IOException {
    Path file = folder.resolve("access.log.gz");
    try (Writer out =
        new OutputStreamWriter(
            new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8)) {
      out.write(COMBINED);
    }
    assertThat(Init.ofAccessLog(URL, file, false).report()).contains("(combined form, 12 lines)");
  }

  @Test
  void namesInPathsBecomeAFeederWhenTheyAreMany() throws IOException {
    String log =
        IntStream.range(0, 120)
            .mapToObj(
                i ->
                    line(1, "/users/" + name(i % 60) + "/posts", 200)
                        + line(1, "/users/" + name(i % 60), 200))
            .collect(Collectors.joining());
    Workload workload = Written.reads(init(log).yaml("lab.yaml"));
    assertThat(Written.weights(workload))
        .containsOnly(entry("GET /users/${user}/posts", 120), entry("GET /users/${user}", 120));
    assertThat(((Feeder.Values) workload.feeders().get("user")).values()).hasSize(60);
  }

  @Test
  void moreNamesThanCanBeKeptStillCount() throws IOException {
    String log =
        IntStream.range(0, 12_000)
            .mapToObj(
                i ->
                    line(1, "/users/user-" + i + "?p=" + i % 3, 200)
                        + line(1, "/users/search", 200))
            .collect(Collectors.joining());
    Init init = init(log);
    assertThat(Written.weights(Written.reads(init.yaml("lab.yaml"))))
        .containsOnly(
            entry("GET /users/${user}?p=${p}", 12_000), entry("GET /users/search", 12_000));
    assertThat(init.report()).doesNotContain("left out");
  }

  @Test
  void skewedIdsBecomeAZipfFeederOfAboutTheirSkew() throws IOException {
    Feeder.Sampler ids = new Feeder.Zipf(1, 200, 1.1).sampler();
    SplittableRandom random = new SplittableRandom(1);
    String log =
        IntStream.range(0, 20_000)
            .mapToObj(i -> line(i % 60, "/products/" + ids.next(random), 200))
            .collect(Collectors.joining());
    Feeder feeder = Written.reads(init(log).yaml("lab.yaml")).feeders().get("product");
    assertThat(feeder).isInstanceOf(Feeder.Zipf.class);
    assertThat(((Feeder.Zipf) feeder).skew()).isBetween(1.0, 1.2);
  }

  @Test
  void idsThatComeEquallyOftenBecomeAUniformFeeder() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    String log =
        IntStream.range(0, 5_000)
            .mapToObj(i -> line(i % 60, "/products/" + (1 + random.nextInt(100)), 200))
            .collect(Collectors.joining());
    assertThat(Written.reads(init(log).yaml("lab.yaml")).feeders())
        .containsEntry("product", new Feeder.Uniform(1, 100, 1));
  }

  @Test
  void kindsBeyondTheFirstHundredAreLeftOutAndCounted() throws IOException {
    String log =
        IntStream.range(0, 130)
            .mapToObj(i -> line(1, "/" + "a/".repeat(i + 1), 200))
            .collect(Collectors.joining());
    assertThat(init(log).report()).contains("30 of the rarer kinds, after the first 100");
  }

  private static String name(int i) {
    return "user" + (char) ('a' + i / 10) + (char) ('a' + i % 10);
  }

  private static String line(int second, String target, int status) {
    return "h - - [10/Oct/2026:13:55:%02d +0200] \"GET %s HTTP/1.1\" %d 5\n"
        .formatted(second, target, status);
  }

  private Init init(String log) throws IOException {
    return Init.ofAccessLog(URL, Files.writeString(folder.resolve("access.log"), log), false);
  }

  private void refused(String log, String part) {
    assertThatThrownBy(() -> init(log))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining(part)
        .hasMessageStartingWith("access log " + folder.resolve("access.log"))
        .hasMessageNotContaining("\n");
  }
}
