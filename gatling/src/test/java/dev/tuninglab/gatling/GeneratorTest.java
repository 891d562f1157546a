package dev.tuninglab.gatling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuninglab.gatling.workload.Arrivals;
import dev.tuninglab.gatling.workload.Feeder;
import dev.tuninglab.gatling.workload.RequestSpec;
import dev.tuninglab.gatling.workload.Workload;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One real generator against real servers; its request time-out is one second. */
class GeneratorTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int USERS = 8;
  private static Generator generator;
  @TempDir static Path folder;

  private TinyServer server;

  @BeforeAll
  static void startGenerator() throws InterruptedException {
    Workload workload =
        new Workload(
            "test",
            List.of(
                RequestSpec.get("get", "/${where}/${id}?q=${word}"),
                new RequestSpec(
                    "post",
                    "POST",
                    "/${where}",
                    Map.of(
                        "content-type",
                        "application/json",
                        "x-from",
                        "workload",
                        "X-Key",
                        "key ${key}",
                        "X-Variant",
                        "${key}"),
                    "{\"id\":${id},\"key\":\"${key}\"}",
                    2,
                    Set.of(200, 204))),
            Set.of(429),
            Map.of(
                "where", new Feeder.Values(List.of("ok")),
                "id", new Feeder.Zipf(1, 1_000, 1.1),
                "word", new Feeder.Values(List.of("a b&c", "ü/+")),
                "key", new Feeder.Unique()));
    generator =
        Generator.start(
            GeneratorOptions.of(folder, workload)
                .withMaxUsers(USERS)
                .withTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(1)));
  }

  @AfterAll
  static void endGenerator() {
    generator.close();
    assertThat(generator.isAlive()).isFalse();
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
  void offeredCompletedAndTheServersCountAgree() throws Exception {
    SliceReport report = generator.run(order("", open(200), 500, 1), PATIENCE);

    assertThat(report.endpoints().keySet()).containsExactly("get", "post");
    assertThat(total(report)).isEqualTo(100).isEqualTo(server.requests().size());
    for (EndpointReport endpoint : report.endpoints().values()) {
      assertThat(endpoint.failures()).isZero();
      assertThat(endpoint.completed()).isEqualTo(endpoint.offered());
      assertThat(endpoint.fromScheduled().getTotalCount()).isEqualTo(endpoint.completed());
      assertThat(endpoint.fromSent().getTotalCount()).isEqualTo(endpoint.completed());
      assertThat(endpoint.responseBytes()).isEqualTo(5 * endpoint.completed());
      assertThat(endpoint.fromScheduled().getMaxValue())
          .isGreaterThanOrEqualTo(endpoint.fromSent().getMinValue());
    }
    assertThat(report.lateness().getTotalCount()).isEqualTo(100);
    assertThat(report.ownLateness().getTotalCount() + report.waited()).isEqualTo(100);
    assertThat(report.cpuNanos()).isPositive();
    assertThat(report.elapsedNanos()).isGreaterThanOrEqualTo(500_000_000);
    assertThat(server.connections()).isLessThanOrEqualTo(USERS);
  }

  @Test
  void whatGoesOutIsWhatTheWorkloadAndTheOrderSay() throws Exception {
    generator.run(order("/base/", open(100), 300, 2, Map.of("x-variant", "b")), PATIENCE);

    assertThat(server.requests()).hasSize(30);
    assertThat(server.requests())
        .allSatisfy(
            r ->
                assertThat(r.headers())
                    .containsEntry("x-variant", "b")
                    .containsEntry("accept-encoding", "identity")
                    .doesNotContainKeys("cookie", "referer", "origin"));
    assertThat(server.requests().stream().filter(r -> r.method().equals("GET")))
        .isNotEmpty()
        .allSatisfy(
            r -> assertThat(r.target()).matches("/base/ok/[0-9]+\\?q=(a%20b%26c|%C3%BC%2F%2B)"));
    assertThat(server.requests().stream().filter(r -> r.method().equals("POST")))
        .isNotEmpty()
        .allSatisfy(
            r -> {
              assertThat(r.body()).matches("\\{\"id\":[0-9]+,\"key\":\"[0-9a-f-]{36}\"}");
              assertThat(r.headers())
                  .containsEntry("content-type", "application/json")
                  .containsEntry("x-from", "workload")
                  .containsEntry("x-key", "key " + r.body().replaceAll(".*:\"|\"}", ""));
            })
        .extracting(TinyServer.Request::body)
        .doesNotHaveDuplicates();
  }

  @Test
  void theSameSeedAsksTheSameAndAnotherSeedDoesNot() throws Exception {
    List<String> first = targetsOfASlice(7);
    assertThat(targetsOfASlice(7)).isEqualTo(first);
    assertThat(targetsOfASlice(8)).isNotEqualTo(first);
  }

  private List<String> targetsOfASlice(long seed) throws Exception {
    server.requests().clear();
    generator.run(order("", open(100), 200, seed), PATIENCE);
    assertThat(server.requests()).hasSize(20);
    // In the order of the text: how fast each was received is the machine's business.
    return server.targets().stream().sorted().toList();
  }

  @Test
  void closedUsersNeverHaveMoreInFlightThanTheyAre() throws Exception {
    SliceReport report = generator.run(order("", new Load.Closed(3), 200, 3), PATIENCE);

    assertThat(total(report)).isEqualTo(server.requests().size()).isGreaterThan(3);
    assertThat(server.connections()).isLessThanOrEqualTo(3);
    assertThat(report.waited()).isZero();
  }

  @Test
  void moreClosedUsersThanThereAreAreRefused() {
    assertThatThrownBy(() -> generator.run(order("", new Load.Closed(9), 100, 1), PATIENCE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("users must be at most maxUsers (8), but was 9");
  }

  @Test
  void anUnexpectedStatusIsAFailureOfItsOwnKind() throws Exception {
    SliceReport report = generator.run(order("/status/503", open(100), 200, 4), PATIENCE);

    assertThat(total(report)).isEqualTo(20);
    assertThat(failures(report)).containsOnlyKeys("status:503").containsValue(20L);
    EndpointReport get = report.endpoints().get("get");
    assertThat(get.fromScheduled().getTotalCount()).isZero();
    assertThat(get.failedFromScheduled().getTotalCount()).isEqualTo(get.failures());
  }

  /** Five bytes that are no gzip and no brotli: who decompresses them fails. */
  @Test
  void bodiesAreCountedAsTheyCameAndNotDecompressed() throws Exception {
    for (String coding : List.of("gzip", "br", "zstd")) {
      Map<String, String> asking = Map.of("accept-encoding", "gzip;q=0.5, br, ZSTD");
      SliceReport report =
          generator.run(order("/coded/" + coding, open(100), 200, 9, asking), PATIENCE);

      assertThat(failures(report)).as(coding).isEmpty();
      assertThat(report.endpoints().values())
          .allSatisfy(e -> assertThat(e.responseBytes()).isEqualTo(5 * e.completed()));
      assertThat(server.requests())
          .allSatisfy(r -> assertThat(r.headers()).containsAllEntriesOf(asking));
    }
  }

  @Test
  void anAnswerByAnotherProtocolThanDemandedIsAFailureOfItsOwnKind() throws Exception {
    SliceOrder order = order("", open(100), 200, 11);
    SliceReport other = generator.run(order.at(order.baseUrl(), "h2"), PATIENCE);
    SliceReport same = generator.run(order.at(order.baseUrl(), "http/1.1"), PATIENCE);

    assertThat(failures(other)).containsExactly(Map.entry("protocol:http/1.1", 20L));
    assertThat(failures(same)).isEmpty();
  }

  @Test
  void aCodingThatNobodyAskedForIsAFailureOfItsOwnKind() throws Exception {
    SliceReport unasked = generator.run(order("/coded/br", open(100), 200, 10), PATIENCE);
    SliceReport other =
        generator.run(
            order("/coded/br", open(100), 200, 10, Map.of("accept-encoding", "gzip")), PATIENCE);

    assertThat(failures(unasked)).containsExactly(Map.entry("coding:br", 20L));
    assertThat(failures(other)).containsExactly(Map.entry("coding:br", 20L));
  }

  @Test
  void aRefusalIsCountedApartFromSuccessesAndFailures() throws Exception {
    SliceReport report = generator.run(order("/status/429", open(100), 200, 4), PATIENCE);

    assertThat(total(report)).isEqualTo(20);
    assertThat(failures(report)).isEmpty();
    for (EndpointReport endpoint : report.endpoints().values()) {
      assertThat(endpoint.refused()).isEqualTo(endpoint.offered());
      assertThat(endpoint.refusedFromScheduled().getTotalCount()).isEqualTo(endpoint.refused());
      assertThat(endpoint.completed()).isZero();
      assertThat(endpoint.fromScheduled().getTotalCount()).isZero();
      assertThat(endpoint.fromSent().getTotalCount()).isZero();
      assertThat(endpoint.failedFromScheduled().getTotalCount()).isZero();
      assertThat(endpoint.responseBytes()).isZero();
    }
  }

  @Test
  void aServerThatNeverAnswersTimesOutAndBusyUsersMakeArrivalsWait() throws Exception {
    SliceReport report = generator.run(order("/hang", open(100), 300, 5), PATIENCE);

    Map<String, Long> failures = failures(report);
    assertThat(failures.keySet()).isSubsetOf("timeout", "not-sent");
    assertThat(failures.values().stream().mapToLong(n -> n).sum()).isEqualTo(30);
    assertThat(failures.get("timeout")).isGreaterThanOrEqualTo(USERS);
    assertThat(report.waited())
        .isPositive()
        .isGreaterThanOrEqualTo(failures.getOrDefault("not-sent", 0L));
  }

  @Test
  void aStallIsChargedToEveryoneWhoWouldHaveWaited() throws Exception {
    CountDownLatch gate = server.shutGate();
    Thread opener =
        new Thread(
            () -> {
              while (server.requests().size() < USERS) {
                Thread.onSpinWait();
              }
              long until = System.nanoTime() + 200_000_000;
              while (System.nanoTime() < until) {
                Thread.onSpinWait();
              }
              gate.countDown();
            });
    opener.start();
    SliceReport report = generator.run(order("/gate", open(200), 300, 6), PATIENCE);
    opener.join();

    assertThat(total(report)).isEqualTo(60);
    assertThat(failures(report)).isEmpty();
    long slowFromScheduled =
        report.endpoints().values().stream()
            .mapToLong(e -> e.fromScheduled().getCountBetweenValues(50_000, 120_000_000))
            .sum();
    long slowFromSent =
        report.endpoints().values().stream()
            .mapToLong(e -> e.fromSent().getCountBetweenValues(50_000, 120_000_000))
            .sum();
    assertThat(slowFromSent).isGreaterThanOrEqualTo(USERS);
    assertThat(slowFromScheduled).isGreaterThan(2 * USERS).isGreaterThan(slowFromSent);
  }

  @Test
  void aRefusedConnectionAndABrokenOneAreToldApart() throws Exception {
    int unused;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      unused = socket.getLocalPort();
    }
    SliceOrder nobody =
        new SliceOrder(
            "nobody",
            "a",
            URI.create("http://127.0.0.1:" + unused),
            Map.of(),
            Map.of(),
            open(100),
            Duration.ofMillis(100),
            1,
            true);
    assertThat(failures(generator.run(nobody, PATIENCE))).containsOnlyKeys("connect");

    SliceReport dropped = generator.run(order("/drop", open(100), 100, 1), PATIENCE);
    assertThat(failures(dropped)).containsExactly(Map.entry("closed", 10L));
  }

  @Test
  void phasesOfCompletedResponsesAreAddedUp() throws Exception {
    SliceOrder order = order("/timed", open(100), 300, 3).readingPhases();
    for (EndpointReport endpoint : generator.run(order, PATIENCE).endpoints().values()) {
      assertThat(endpoint.completed()).isPositive().isEqualTo(endpoint.phased());
      assertThat(endpoint.phases())
          .containsExactly(
              Map.entry("db", 2_000.0 * endpoint.phased()),
              Map.entry("app", 2_000.0 * endpoint.phased()));
    }
  }

  @Test
  void whoDoesNotAskForPhasesOrGetsNoneHasNone() throws Exception {
    SliceOrder unasked = order("/timed", open(100), 200, 3);
    SliceOrder untold = order("", open(100), 200, 3).readingPhases();
    SliceOrder failing = order("/status/500/timed", open(100), 200, 3).readingPhases();
    SliceOrder refused = order("/status/429/timed", open(100), 200, 3).readingPhases();
    for (SliceOrder order : List.of(unasked, untold, failing, refused)) {
      SliceReport report = generator.run(order, PATIENCE);
      assertThat(total(report)).isEqualTo(20);
      for (EndpointReport endpoint : report.endpoints().values()) {
        assertThat(endpoint.phases()).isEmpty();
        assertThat(endpoint.phased()).isZero();
      }
    }
  }

  @Test
  void sharesOfASliceSendTogetherWhatOneGeneratorWould() throws Exception {
    SliceReport whole = generator.run(order("", open(100), 300, 5), PATIENCE);
    List<String> asked = new ArrayList<>(paths());
    List<SliceReport> shares = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      long at = System.currentTimeMillis() + 100;
      SliceOrder share = order("", open(100), 300, 5).sharedAs(Share.of(i, 3).startingAt(at));
      shares.add(generator.run(share, PATIENCE));
      assertThat(shares.get(i).startedAtMillis()).isGreaterThanOrEqualTo(at);
    }
    SliceReport merged = SliceReports.merge(shares);
    assertThat(shares).extracting(GeneratorTest::total).containsExactly(10L, 10L, 10L);
    assertThat(merged.endpoints().keySet()).isEqualTo(whole.endpoints().keySet());
    merged
        .endpoints()
        .forEach(
            (name, sum) ->
                assertThat(sum.offered()).isEqualTo(whole.endpoints().get(name).offered()));
    assertThat(merged.ownLateness().getTotalCount() + merged.waited()).isEqualTo(30);
    List<String> askedByShares = new ArrayList<>(paths().subList(30, 60));
    assertThat(askedByShares).containsExactlyInAnyOrderElementsOf(asked);
    SliceReport users =
        generator.run(order("", new Load.Closed(3), 100, 5).sharedAs(Share.of(2, 3)), PATIENCE);
    assertThat(total(users)).isPositive();
  }

  @Test
  void nothingOfASliceLeaksIntoTheNext() throws Exception {
    generator.run(order("/hang", open(100), 100, 1), PATIENCE);
    SliceReport next = generator.run(order("", open(100), 200, 1), PATIENCE);

    assertThat(total(next)).isEqualTo(20);
    assertThat(failures(next)).isEmpty();
  }

  private List<String> paths() {
    return server.requests().stream().map(TinyServer.Request::target).toList();
  }

  private static Load open(double rate) {
    return new Load.Open(rate, Arrivals.CONSTANT);
  }

  private SliceOrder order(String path, Load load, int millis, long seed) {
    return order(path, load, millis, seed, Map.of());
  }

  private SliceOrder order(
      String path, Load load, int millis, long seed, Map<String, String> headers) {
    return new SliceOrder(
        "slice-" + seed,
        "a",
        URI.create(server.url() + path),
        headers,
        Map.of(),
        load,
        Duration.ofMillis(millis),
        seed,
        true);
  }

  private static long total(SliceReport report) {
    return report.endpoints().values().stream().mapToLong(EndpointReport::offered).sum();
  }

  private static Map<String, Long> failures(SliceReport report) {
    Map<String, Long> all = new TreeMap<>();
    report
        .endpoints()
        .values()
        .forEach(e -> e.failed().forEach((k, n) -> all.merge(k, n, Long::sum)));
    return all;
  }
}
