package dev.tuninglab.lab.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuninglab.gatling.workload.Workload;
import dev.tuninglab.lab.cli.StubSubject;
import dev.tuninglab.lab.experiment.Fault;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.target.Subject;
import dev.tuninglab.lab.target.Subjects;
import dev.tuninglab.lab.target.Target;
import dev.tuninglab.lab.target.TargetFailed;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Faults of a subject, on a real process. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SubjectFaultsTest {
  @TempDir Path folder;
  private Target target;
  private Workload workload;
  private Subjects subjects;
  private Subject subject;

  @BeforeEach
  void start() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("mine.yaml"),
            """
            name: mine
            start:
              command: ["${java}", "-Xmx64m", "-Dsun.net.httpserver.nodelay=true", "-cp", "%s",
                        "dev.tuninglab.lab.cli.StubSubject", "--port=${port}"]
              set: ["${knob}=${value}"]
            ready: { path: /up, within: 60s }
            tuning: /tuning
            knobs:
              mode: { values: [fine, other], default: fine, workload: work }
            workloads:
              work:
                requests:
                  - { name: add, method: POST, path: /add }
                  - { name: work, path: "/work?id=${id}" }
              add: { requests: [{ name: add, method: POST, path: /add }] }
            feeders:
              id: { uniform: "1..9" }
            """
                .formatted(
                    StubSubject.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath()));
    target = Target.read(file);
    workload = target.workload("work", Map.of());
    Map<String, String> variables =
        Map.of("java", Path.of(System.getProperty("java.home"), "bin", "java").toString());
    subjects =
        target.start(
            List.of(new Variant("mode=other", Map.of("mode", "other"))),
            workload,
            variant -> variables,
            folder,
            "");
    subject = subjects.all().get(0);
  }

  @AfterEach
  void stop() {
    subjects.close();
  }

  @Test
  void aKilledSubjectIsGoneAtOnceAndBackAtTheSamePort() throws Exception {
    try (Breakage breakage = breakage("app-kill")) {
      assertThat(answer()).isEqualTo(200);
      breakage.begin();
      assertThatThrownBy(this::answer).isInstanceOf(ConnectException.class);
      subject.check();
      breakage.end();
      assertThat(answer()).isEqualTo(200);
      subject.check();
    }
    assertThat(Files.readAllLines(folder.resolve("mode=other.log")))
        .containsExactly("stub in mode other", "stub in mode other");
  }

  @Test
  void aSubjectThatIsStoppedMeanwhileStaysStopped() throws Exception {
    try (Breakage breakage = breakage("app-kill")) {
      breakage.begin();
      subjects.close();
      assertThatThrownBy(breakage::end)
          .isInstanceOf(TargetFailed.class)
          .hasMessage("mode=other was stopped before it was started again");
    }
    assertThatThrownBy(this::answer).isInstanceOf(ConnectException.class);
  }

  @Test
  void aSubjectThatDoesNotComeUpAgainIsAFailureWithItsLastLines() throws Exception {
    URI url = subject.baseUrl();
    try (Breakage breakage = breakage("app-kill")) {
      breakage.begin();
      // Its port is taken, so it cannot have it.
      try (ServerSocket other = new ServerSocket()) {
        other.setReuseAddress(true);
        other.bind(new InetSocketAddress(url.getHost(), url.getPort()));
        assertThatThrownBy(breakage::end)
            .isInstanceOf(TargetFailed.class)
            .hasMessageContaining("mode=other ended by itself with exit code 1")
            .hasMessageContaining("whole log: " + folder.resolve("mode=other.log"));
      }
    }
  }

  @Test
  void slowClientsStayConnectedToAServiceThatServesThem() throws Exception {
    try (SlowClients slow = (SlowClients) breakage("slow-client=5")) {
      slow.begin();
      while (slow.counts().opened() < 5) {
        Thread.onSpinWait();
      }
      assertThat(slow.counts()).isEqualTo(new SlowClients.Counts(5, 0, 0));
      slow.end();
    }
    assertThat(answer()).isEqualTo(200);
  }

  @Test
  void slowClientsOfADeadServiceAreRefusedAndGoOnTrying() throws Exception {
    subject.kill();
    try (Breakage slow = breakage("slow-client=3")) {
      slow.begin();
      while (((SlowClients) slow).counts().refused() < 9) {
        Thread.onSpinWait();
      }
      slow.end();
      assertThat(slow.note())
          .matches("3 slow clients: 0 connections made, 0 ended by the service, \\d+ refused");
    }
  }

  @Test
  void slowClientsAskForWhatTheWorkloadReads() {
    assertThat(Reach.slowPath(target, workload, subject)).matches("/work\\?id=[1-9]");
    Workload writes = target.workload("add", Map.of());
    assertThat(Reach.slowPath(target, writes, subject)).isEqualTo("/up");
  }

  private Breakage breakage(String fault) throws FaultFailed {
    Reach reach = new Reach(Optional.empty(), Optional.empty(), target, subject, "/work");
    return Breakages.of(Fault.parse("--fault", fault), reach);
  }

  private int answer() throws IOException, InterruptedException {
    URI url = subject.baseUrl();
    // A socket first: an exception of the client says less than that of a refused connection.
    new Socket(url.getHost(), url.getPort()).close();
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(url.resolve("/work")).build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
