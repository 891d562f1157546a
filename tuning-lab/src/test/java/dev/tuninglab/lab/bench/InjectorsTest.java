package dev.tuninglab.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.tuninglab.gatling.EndpointReport;
import dev.tuninglab.gatling.GeneratorException;
import dev.tuninglab.gatling.GeneratorOptions;
import dev.tuninglab.gatling.Load;
import dev.tuninglab.gatling.SliceOrder;
import dev.tuninglab.gatling.SliceReport;
import dev.tuninglab.gatling.workload.Arrivals;
import dev.tuninglab.gatling.workload.Feeder;
import dev.tuninglab.gatling.workload.RequestSpec;
import dev.tuninglab.gatling.workload.Workload;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several real generators against one server. */
class InjectorsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Workload WORKLOAD =
      new Workload(
          "test",
          List.of(RequestSpec.get("a", "/a/${id}"), RequestSpec.get("b", "/b/${id}")),
          Map.of("id", new Feeder.Uniform(1, 1_000_000, 1)));

  @TempDir static Path folder;
  private static final Queue<String> ASKED = new ConcurrentLinkedQueue<>();
  private static HttpServer server;
  private static Injectors one;
  private static Injectors three;

  @BeforeAll
  static void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newFixedThreadPool(4));
    server.createContext(
        "/",
        exchange -> {
          ASKED.add(exchange.getRequestURI().toString());
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    one = Injectors.start(GeneratorOptions.of(folder.resolve("one"), WORKLOAD), 1, path -> {});
    three = Injectors.start(GeneratorOptions.of(folder.resolve("three"), WORKLOAD), 3, path -> {});
  }

  @AfterAll
  static void stop() {
    one.close();
    three.close();
    server.stop(0);
  }

  @BeforeEach
  void forget() {
    ASKED.clear();
  }

  @Test
  void severalSendJustWhatOneWouldAndTheirReportsAreOne() throws Exception {
    SliceReport single = one.run(order(new Load.Open(200, Arrivals.POISSON), 500), PATIENCE);
    List<String> asked = new ArrayList<>(ASKED);
    ASKED.clear();
    SliceReport shared = three.run(order(new Load.Open(200, Arrivals.POISSON), 500), PATIENCE);
    assertThat(ASKED).containsExactlyInAnyOrderElementsOf(asked);
    assertThat(shared.endpoints().keySet()).containsExactly("a", "b");
    single
        .endpoints()
        .forEach(
            (name, endpoint) -> {
              EndpointReport sum = shared.endpoints().get(name);
              assertThat(sum.offered()).isEqualTo(endpoint.offered());
              assertThat(sum.completed()).isEqualTo(endpoint.offered());
              assertThat(sum.fromScheduled().getTotalCount()).isEqualTo(endpoint.offered());
            });
    assertThat(one.apart()).isEmpty();
  }

  @Test
  void ofAFewUsersOnlyAsManyInjectorsTakePart() throws Exception {
    SliceReport report = three.run(order(new Load.Closed(2), 100), PATIENCE);
    assertThat(report.endpoints().get("a").completed()).isPositive();
    assertThat(report.endpoints().get("a").failures()).isZero();
  }

  @Test
  void oneThatDiesEndsTheSlice() throws Exception {
    try (Injectors two =
        Injectors.start(GeneratorOptions.of(folder.resolve("two"), WORKLOAD), 2, path -> {})) {
      two.awaitReady();
      ProcessHandle.of(two.first().pid()).orElseThrow().destroyForcibly();
      assertThatThrownBy(() -> two.run(order(new Load.Open(50, Arrivals.CONSTANT), 100), PATIENCE))
          .isInstanceOf(GeneratorException.class)
          .hasMessageStartingWith("injector 0: ");
    }
  }

  private static SliceOrder order(Load load, int millis) {
    return new SliceOrder(
        "s",
        "a",
        URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
        Map.of(),
        Map.of(),
        load,
        Duration.ofMillis(millis),
        11,
        true);
  }
}
