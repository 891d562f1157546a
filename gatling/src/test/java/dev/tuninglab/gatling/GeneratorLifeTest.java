package dev.tuninglab.gatling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuninglab.gatling.engine.GeneratorMain;
import dev.tuninglab.gatling.wire.Message;
import dev.tuninglab.gatling.wire.Wire;
import dev.tuninglab.gatling.workload.Arrivals;
import dev.tuninglab.gatling.workload.RequestSpec;
import dev.tuninglab.gatling.workload.Workload;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How generators start and end, also the hard way. */
class GeneratorLifeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Workload WORKLOAD =
      new Workload("test", List.of(RequestSpec.get("get", "/")), Map.of());

  @TempDir Path folder;
  private TinyServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = new TinyServer();
  }

  @AfterEach
  void stopServer() throws IOException {
    server.close();
  }

  @Test
  void aKilledGeneratorIsReportedWithItsLog() throws Exception {
    try (Generator generator = Generator.start(options())) {
      Thread killer =
          new Thread(
              () -> {
                awaitRequests();
                ProcessHandle.of(generator.pid()).orElseThrow().destroyForcibly();
              });
      killer.start();
      assertThatThrownBy(() -> generator.run(longSlice(), PATIENCE))
          .isInstanceOf(GeneratorException.class)
          .hasMessageContaining("the load generator died; it ended with exit code 137")
          .hasMessageContaining(folder.resolve("generator.log").toString());
      assertThatThrownBy(() -> generator.run(longSlice(), PATIENCE))
          .hasMessage("the load generator is no longer usable; start another");
      killer.join();
    }
  }

  @Test
  void anInterruptEndsTheWaitAndCloseEndsTheProcess() throws Exception {
    Generator generator = Generator.start(options());
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread runner =
        new Thread(
            () -> {
              try {
                generator.run(longSlice(), PATIENCE);
              } catch (InterruptedException | RuntimeException e) {
                thrown.set(e);
              } finally {
                generator.close();
              }
            });
    runner.start();
    awaitRequests();
    runner.interrupt();
    runner.join(TimeUnit.SECONDS.toMillis(15));

    assertThat(runner.isAlive()).isFalse();
    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    assertThat(generator.isAlive()).isFalse();
  }

  @Test
  void theGeneratorEndsItselfWhenTheLabsConnectionCloses() throws Exception {
    try (ServerSocket lab = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      GeneratorProcess process = GeneratorProcess.start(options(), lab.getLocalPort(), "secret");
      try {
        Wire wire = Door.greet(lab.accept(), "secret");
        wire.send(new Message.Setup(WORKLOAD, 4, 1_000, 0));
        assertThat(wire.receive()).isInstanceOf(Message.Ready.class);
        wire.send(new Message.Run(longSlice()));
        awaitRequests();
        wire.close();

        ProcessHandle handle = ProcessHandle.of(process.pid()).orElseThrow();
        handle.onExit().get(5, TimeUnit.SECONDS);
        assertThat(process.state()).contains("ended with exit code 3");
      } finally {
        process.endWithin(0);
      }
    }
  }

  @Test
  void whatItPractisesIsNeitherCountedNorSentToTheSubject() throws Exception {
    Generator generator =
        Generator.start(options().withMaxUsers(1).withPractice(100).withGatlingReport(true));
    try (generator) {
      SliceReport report = generator.run(slice(Duration.ofMillis(500)), PATIENCE);
      assertThat(report.endpoints()).containsOnlyKeys("get");
      assertThat(report.endpoints().get("get").offered()).isEqualTo(server.requests().size());
    }
    assertThat(folder.resolve("generator.log"))
        .content()
        .containsPattern("practised [1-9]\\d{2,} requests in \\d+ ms");
    assertThat(generator.gatlingReport().orElseThrow().resolve("index.html"))
        .content()
        .contains("a / get")
        .doesNotContain("practice");
  }

  @Test
  void gatlingsOwnReportComesOnRequest() throws Exception {
    Generator generator = Generator.start(options().withGatlingReport(true));
    try (generator) {
      generator.run(slice(Duration.ofMillis(200)), PATIENCE);
      assertThat(generator.gatlingReport()).isEmpty();
    }
    assertThat(generator.gatlingReport())
        .hasValueSatisfying(report -> assertThat(report.resolve("index.html")).exists());
  }

  @Test
  void aGeneratorThatCannotStartSaysWhy() {
    GeneratorOptions noMemory = options().withJvmArguments(List.of("-Xmx1k"));
    assertThatThrownBy(() -> Generator.start(noMemory))
        .isInstanceOf(GeneratorException.class)
        .hasMessageContaining("the load generator died as it started; it ended with exit code 1")
        .hasMessageContaining("Too small maximum heap");
  }

  @Test
  void aStrangerWithoutTheTokenIsNotLetIn() throws Exception {
    try (ServerSocket lab = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Wire stranger = new Wire(new Socket(lab.getInetAddress(), lab.getLocalPort()))) {
      stranger.send(new Message.Hello("guess"));
      assertThat(Door.greet(lab.accept(), "secret")).isNull();
      assertThat(stranger.receive()).isNull();
    }
  }

  @Test
  void theProcessStartedByHandSaysHowToDoIt() throws Exception {
    Process process =
        new ProcessBuilder(
                options().java().toString(),
                "-cp",
                options().classpath(),
                GeneratorMain.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(output).contains("to run a load by hand use WorkloadSimulation");
  }

  private GeneratorOptions options() {
    // Nothing to practise: these processes hardly run.
    return GeneratorOptions.of(folder, WORKLOAD)
        .withMaxUsers(4)
        .withPractice(0)
        .withJvmArguments(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
  }

  private SliceOrder longSlice() {
    return slice(Duration.ofMinutes(10));
  }

  private SliceOrder slice(Duration length) {
    Load load = new Load.Open(50, Arrivals.POISSON);
    return new SliceOrder("s", "a", server.url(), Map.of(), Map.of(), load, length, 1, false);
  }

  private void awaitRequests() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (server.requests().isEmpty() && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
  }
}
