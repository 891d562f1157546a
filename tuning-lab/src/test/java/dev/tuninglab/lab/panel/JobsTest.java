package dev.tuninglab.lab.panel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tuninglab.lab.cli.StubSubject;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Experiments of the lab itself, against a stranger's service that needs no database. */
@Timeout(180)
class JobsTest {
  private static final String COMPARE =
      "{\"question\": \"compare\", \"words\": [\"mode=fine,other\"], \"options\": {\"budget\":"
          + " \"%s\"}}";

  private final StubDemonstration demonstration = new StubDemonstration();
  @TempDir Path folder;
  private PanelServer panel;
  private Caller caller;

  @BeforeEach
  void listen() throws Exception {
    panel = Panels.serve(demonstration, Panels.lab(folder, List.of("--file", target().toString())));
    caller = new Caller(panel);
  }

  @AfterEach
  void close() {
    panel.close();
  }

  @Test
  void aPlanIsWhatTheLabWouldDo() throws Exception {
    HttpResponse<String> response = caller.post("/api/jobs/plan", COMPARE.formatted("10s"));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(Caller.json(response).at("/line").asText())
        .isEqualTo("./lab compare mode=fine,other --budget 10s");
    assertThat(Caller.json(response).at("/plan").asText()).contains("forks within 10s");
    assertThat(demonstration.asked).isEmpty();
    assertThat(folder.resolve("results")).doesNotExist();
  }

  @Test
  void thePlanOfAWrongKnobIsTheLabsOwnMessage() throws Exception {
    HttpResponse<String> response =
        caller.post(
            "/api/jobs/plan", "{\"question\": \"compare\", \"words\": [\"mode=fine,fast\"]}");

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(Caller.detail(response))
        .isEqualTo("mode must be one of fine, other, fails, but was 'fast'");
  }

  @Test
  void anExperimentHasTheMachineAndLeavesAReport() throws Exception {
    try (EventReader events = caller.events()) {
      HttpResponse<String> started = caller.post("/api/jobs", COMPARE.formatted("10s"));
      assertThat(started.statusCode()).as(started.body()).isEqualTo(201);
      assertThat(Caller.json(started).at("/line").asText())
          .isEqualTo("./lab compare mode=fine,other --budget 10s");
      HttpResponse<String> second = caller.post("/api/jobs", COMPARE.formatted("10s"));
      assertThat(second.statusCode()).isEqualTo(409);
      assertThat(Caller.detail(second))
          .isEqualTo("experiment 1 runs; wait for its end, or cancel it");

      JsonNode ended = ended(events);

      // A busy machine may void the measurement; it may not change what is told of it.
      assertThat(ended.at("/state").asText()).as(ended.toString()).isEqualTo("done");
      assertThat(ended.at("/exit").asInt()).isIn(0, 3);
      assertThat(ended.at("/budgetSeconds").asLong()).isEqualTo(10);
      assertThat(ended.at("/lines").toString()).contains("first measured request");
      assertThat(demonstration.asked)
          .containsExactly(
              "rest: an experiment has the machine: compare mode=fine,other --budget 10s",
              "resume");
      assertReported(ended.at("/result").asText());
      assertThat(caller.post("/api/jobs/1/cancel", "").statusCode()).isEqualTo(409);
    }
    try (EventReader later = caller.events()) {
      assertThat(later.next().data().at("/jobs/0/state").asText()).isEqualTo("done");
    }
  }

  private void assertReported(String result) throws Exception {
    JsonNode listed = Caller.json(caller.get("/api/results"));
    assertThat(listed).hasSize(1);
    assertThat(listed.at("/0/name").asText()).isEqualTo(result);
    HttpResponse<String> report = caller.get(listed.at("/0/report").asText());
    assertThat(report.statusCode()).isEqualTo(200);
    assertThat(report.body()).contains("mode=other");
  }

  @Test
  void nothingIsLeftOfAnExperimentThatIsCancelled() throws Exception {
    try (EventReader events = caller.events()) {
      caller.post("/api/jobs", COMPARE.formatted("120s"));
      List<ProcessHandle> started = whileItMeasures(events);

      assertThat(caller.post("/api/jobs/1/cancel", "").statusCode()).isEqualTo(202);

      JsonNode ended = ended(events);
      assertThat(ended.at("/state").asText()).as(ended.toString()).isEqualTo("cancelled");
      assertThat(ended.at("/endedAt").asLong()).isPositive();
      assertThat(ended.at("/result").isNull()).as("there is no report").isTrue();
      assertThat(ended.at("/message").asText())
          .matches("cancelled; what was measured is kept: ./lab report results/\\S+ judges it");
      assertThat(started).noneMatch(ProcessHandle::isAlive);
      assertThat(demonstration.asked).last().isEqualTo("resume");
    }
  }

  @Test
  void nothingIsLeftOfAnExperimentWhenThePanelEnds() throws Exception {
    try (EventReader events = caller.events()) {
      caller.post("/api/jobs", COMPARE.formatted("120s"));
      List<ProcessHandle> started = whileItMeasures(events);

      panel.close();

      assertThat(started).noneMatch(ProcessHandle::isAlive);
      assertThat(demonstration.asked).doesNotContain("resume");
    }
  }

  @Test
  void anExperimentThatTheLabRefusesFailsWithItsMessage() throws Exception {
    try (EventReader events = caller.events()) {
      caller.post("/api/jobs", "{\"question\": \"compare\", \"words\": [\"mode=fast,fine\"]}");

      JsonNode ended = ended(events);

      assertThat(ended.at("/state").asText()).isEqualTo("failed");
      assertThat(ended.at("/exit").asInt()).isEqualTo(2);
      assertThat(ended.at("/message").asText())
          .isEqualTo("mode must be one of fine, other, fails, but was 'fast'");
      assertThat(ended.at("/result").isNull()).isTrue();
      assertThat(demonstration.asked).last().isEqualTo("resume");
    }
  }

  @Test
  void theDemonstrationGoesOnAfterAnExperimentThatCouldNotBegin() throws Exception {
    panel.close();
    String missing = folder.resolve("no-such-program").toString();
    panel =
        Panels.serve(demonstration, new LabCommand(List.of(missing), folder, List.of(), List.of()));
    caller = new Caller(panel);
    try (EventReader events = caller.events()) {
      caller.post("/api/jobs", COMPARE.formatted("10s"));

      JsonNode ended = ended(events);

      assertThat(ended.at("/state").asText()).isEqualTo("failed");
      assertThat(ended.at("/message").asText()).contains("could not be run", missing);
      assertThat(demonstration.asked).last().isEqualTo("resume");
    }
  }

  @Test
  void anExperimentThatNobodyStartedCannotBeCancelled() throws Exception {
    assertThat(caller.post("/api/jobs/1/cancel", "").statusCode()).isEqualTo(404);
    assertThat(caller.post("/api/jobs/x/cancel", "").statusCode()).isEqualTo(404);
  }

  /** The lab, its generator and both subjects. */
  private static List<ProcessHandle> whileItMeasures(EventReader events) throws IOException {
    JsonNode job = events.next("job").data();
    while (!job.at("/lines").toString().contains("first measured request")) {
      assertThat(job.at("/endedAt").isNull()).as(job.toString()).isTrue();
      job = events.next("job").data();
    }
    try (Stream<ProcessHandle> running = ProcessHandle.current().descendants()) {
      List<ProcessHandle> started = running.toList();
      assertThat(started).hasSizeGreaterThanOrEqualTo(4);
      return started;
    }
  }

  private static JsonNode ended(EventReader events) throws IOException {
    JsonNode job = events.next("job").data();
    while (job.at("/endedAt").isNull()) {
      job = events.next("job").data();
    }
    return job;
  }

  private Path target() throws IOException {
    return Files.writeString(
        folder.resolve("stub.yaml"),
        """
        name: stub
        start:
          command: ["${java}", "-Xmx64m", "-Dsun.net.httpserver.nodelay=true", "-cp", "%s",
                    "dev.tuninglab.lab.cli.StubSubject", "--port=${port}"]
          set: ["${knob}=${value}"]
        ready: { path: /up, within: 30s }
        tuning: /tuning
        knobs:
          mode: { values: [fine, other, fails], default: fine, workload: work }
        workloads:
          work: { rate: 50/s, requests: [{ name: work, path: "/work" }] }
        """
            .formatted(stubJar()));
  }

  private Path stubJar() throws IOException {
    Path jar = folder.resolve("stub.jar");
    String entry = StubSubject.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        InputStream in = StubSubject.class.getClassLoader().getResourceAsStream(entry)) {
      out.putNextEntry(new JarEntry(entry));
      in.transferTo(out);
    }
    return jar;
  }
}
