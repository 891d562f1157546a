package dev.tuninglab.lab.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Variant;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a subject is started and ended, with the shell as a service. */
class SubjectTest {
  private static final Variant VARIANT = new Variant("v", Map.of());

  @TempDir Path folder;

  /** USR1, since what starts a build may have it ignore INT and HUP, and children inherit that. */
  @Test
  void aSubjectEndsByTheSignalThatItsFileNames() throws Exception {
    Subject subject =
        start(
            new TargetFile.Stop(null, "USR1", "30s"),
            "trap 'echo ended by USR1; exit 0' USR1; echo up; while :; do sleep 0.05; done");
    awaitLog("up");
    subject.close();
    assertThat(subject.process().orElseThrow().isAlive()).isFalse();
    assertThat(log()).contains("ended by USR1");
  }

  @Test
  void aSubjectEndsByTheCommandThatItsFileNames() throws Exception {
    Subject subject =
        start(
            new TargetFile.Stop(
                List.of("sh", "-c", "echo told in $PWD; kill $LAB_SUBJECT_PID"), null, null),
            "echo up; exec sleep 600");
    awaitLog("up");
    subject.close();
    assertThat(subject.process().orElseThrow().isAlive()).isFalse();
    assertThat(log()).contains("told in " + folder.toRealPath());
  }

  @Test
  void oneThatDoesNotEndInTimeIsKilledWithWhatItStarted() throws Exception {
    Subject subject =
        start(
            new TargetFile.Stop(null, null, "100ms"),
            "trap '' TERM; sleep 600 & echo up; wait; while :; do sleep 0.05; done");
    awaitLog("up");
    List<ProcessHandle> family = subject.process().orElseThrow().descendants().toList();
    assertThat(family).isNotEmpty();
    subject.close();
    subject.process().orElseThrow().onExit().get();
    for (ProcessHandle each : family) {
      each.onExit().get();
    }
  }

  @Test
  void aSubjectRunsInTheFolderThatItsFileNames() throws Exception {
    Subject subject = start(null, "pwd; exec sleep 600");
    awaitLog(folder.toRealPath().toString());
    subject.close();
  }

  @Test
  void wordsOfASubjectAreDataInMessages() throws Exception {
    Subject subject = start(null, "printf 'red \\033[31m and \\007 bell\\n'; exec sleep 600");
    awaitLog("bell");
    assertThat(subject.failed("said \u001b]0;title\u0007 and\nmore"))
        .hasMessageStartingWith("v said \\x1b]0;title\\x07 and\\x0amore\n")
        .hasMessageContaining("| red \\x1b[31m and \\x07 bell");
    subject.close();
  }

  @Test
  void aSubjectThatRunsAlreadyIsNeitherStoppedNorFollowedElsewhere() throws Exception {
    AtomicInteger elsewhere = new AtomicInteger();
    HttpServer other = server("/", 200, null, elsewhere);
    URI away = URI.create("http://127.0.0.1:" + other.getAddress().getPort() + "/up");
    HttpServer own = server("/up", 302, away.toString(), new AtomicInteger());
    try {
      URI url = URI.create("http://127.0.0.1:" + own.getAddress().getPort());
      Subject subject = Subject.running(VARIANT, url, null, Map.of());
      assertThatThrownBy(() -> new Readiness().await(subject, "/up", Duration.ofMillis(200)))
          .isInstanceOf(TargetFailed.class)
          .hasMessage(
              "v was not ready within 0s: GET /up must answer 200, but it answered 302 ("
                  + url
                  + ")");
      assertThat(elsewhere).hasValue(0);
      subject.check();
      subject.close();
      assertThat(subject.process()).isEmpty();
      assertThat(subject.get("/up", Duration.ofSeconds(5)).statusCode()).isEqualTo(302);
    } finally {
      own.stop(0);
      other.stop(0);
    }
  }

  @Test
  void anEndThatDoesNotExistIsRefused() {
    assertThatThrownBy(() -> Ending.of(new TargetFile.Stop(null, "SIGINT", null)))
        .isInstanceOf(BadInput.class)
        .hasMessage(
            "stop.signal must be one of TERM, INT, QUIT, HUP, USR1, USR2, KILL, but was 'SIGINT'");
    assertThatThrownBy(() -> Ending.of(new TargetFile.Stop(List.of("x"), "INT", null)))
        .hasMessage("stop takes one of command and signal, but has both");
  }

  private static HttpServer server(String path, int status, String location, AtomicInteger count)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        path,
        exchange -> {
          count.incrementAndGet();
          if (location != null) {
            exchange.getResponseHeaders().add("Location", location);
          }
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private Subject start(TargetFile.Stop stop, String script) throws TargetFailed {
    return Subject.start(
        VARIANT,
        new Subject.Start(
            1,
            List.of("sh", "-c", script),
            Map.of(),
            folder,
            Ending.of(stop),
            folder.resolve("subject.log")),
        null,
        Map.of());
  }

  private void awaitLog(String words) throws IOException {
    while (!log().contains(words)) {
      Thread.onSpinWait();
    }
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("subject.log"));
  }
}
