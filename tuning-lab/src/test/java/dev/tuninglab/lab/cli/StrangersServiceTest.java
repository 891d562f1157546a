package dev.tuninglab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tuninglab.lab.experiment.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A service that is not ours, by its target file alone, without a database; and how it may fail.
 */
class StrangersServiceTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir Path folder;

  @Test
  void aStrangersServiceIsMeasuredByItsTargetFileAlone() throws IOException {
    assertThat(run(List.of("compare", "mode=fine,other", "--budget", "10s")))
        .as(err.toString())
        .isIn(ExitCode.DONE, ExitCode.INVALID);
    JsonNode result = new ObjectMapper().readTree(results().resolve("result.json").toFile());
    assertThat(result.at("/variants/0/name").asText()).isEqualTo("mode=fine");
    assertThat(result.at("/variants/0/requests").asLong()).isPositive();
    assertThat(folder.resolve("stub.jsa")).isNotEmptyFile();
    assertThat(result.at("/data").asText()).isEqualTo("the target's own data");
    JsonNode inside = result.at("/why/diagnosis/variants/0");
    assertThat(inside.at("/requests").asLong()).isPositive();
    assertThat(inside.at("/perRequest/cpuMicros").asDouble()).isPositive();
    assertThat(inside.at("/perRequest").has("sqlStatements")).isFalse();
    assertThat(inside.at("/missing/database").asText())
        .isEqualTo(
            "the target file names no database: give its key database a JDBC URL of PostgreSQL");
    byte[] ofTheRun = Files.readAllBytes(results().resolve("result.json"));
    assertThat(report()).isIn(ExitCode.DONE, ExitCode.INVALID);
    assertThat(results().resolve("result.json"))
        .as("recomputed from what is on disk")
        .hasBinaryContent(ofTheRun);
  }

  @Test
  void aSubjectThatDiesAtStartIsReportedWithItsLastLines() throws IOException {
    assertThat(compare("mode=fine,dies-at-start", "10s")).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString())
        .contains(
            "mode=dies-at-start ended by itself with exit code 7",
            "| no licence found",
            "whole log: ");
    assertNothingRuns();
  }

  @Test
  void aSubjectThatDiesInTheRunLeavesTheSlicesMeasuredSoFar() throws IOException {
    // It dies long before the budget is spent, however slow the machine.
    assertThat(compare("mode=fine,dies-in-run", "60s")).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString())
        .contains(
            "mode=dies-in-run ended by itself with exit code 9",
            "| out of patience",
            "what was measured so far is kept in");
    assertThat(Files.readAllLines(results().resolve("slices.jsonl"))).isNotEmpty();
    assertThat(results().resolve("slices.hlog")).isNotEmptyFile();
    assertThat(err.toString()).contains("; ./lab report " + results());
    assertNothingRuns();
    assertThat(report()).as(err.toString()).isIn(ExitCode.DONE, ExitCode.INVALID);
    JsonNode result = new ObjectMapper().readTree(results().resolve("result.json").toFile());
    assertThat(result.at("/warnings/0").asText())
        .matches("the run failed after \\d+s \\(mode=dies-in-run ended by itself with.*");
  }

  @Test
  void aSubjectThatDiesWhenItIsLookedIntoCostsNoResult() throws IOException {
    List<String> words = List.of("compare", "mode=fine,dies-when-looked-into", "--budget", "10s");
    assertThat(run(words, "--dry-run")).isEqualTo(ExitCode.DONE);
    assertThat(out.toString())
        .contains("afterwards, on top of the budget", "(--no-diagnosis leaves it out)");
    assertThat(run(words)).as(err.toString()).isIn(ExitCode.DONE, ExitCode.INVALID);
    JsonNode result = new ObjectMapper().readTree(results().resolve("result.json").toFile());
    assertThat(result.at("/variants/1/requests").asLong()).isPositive();
    JsonNode diagnosis = result.at("/why/diagnosis");
    assertThat(diagnosis.at("/notes"))
        .extracting(JsonNode::asText)
        .containsExactly(
            "mode=dies-when-looked-into ended by itself with exit code 9,"
                + " while it was looked into");
    assertThat(diagnosis.at("/variants")).hasSize(1);
    assertThat(diagnosis.at("/variants/0/variant").asText()).isEqualTo("mode=fine");
    assertNothingRuns();
  }

  @Test
  void aLookThatIsInterruptedLeavesAllThatWasMeasured() throws Exception {
    CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    Thread lab =
        new Thread(
            () -> {
              try {
                exitCode.complete(run(List.of("compare", "mode=fine,other", "--budget", "10s")));
              } catch (Throwable e) {
                exitCode.completeExceptionally(e);
              }
            });
    lab.start();
    while (!err.toString().contains("looking into each variant")) {
      assertThat(exitCode).as(err.toString()).isNotDone();
      Thread.sleep(20);
    }

    lab.interrupt();

    assertThat(exitCode.get()).isEqualTo(ExitCode.INTERRUPTED);
    assertNothingRuns();
    assertThat(report()).isIn(ExitCode.DONE, ExitCode.INVALID);
    JsonNode result = new ObjectMapper().readTree(results().resolve("result.json").toFile());
    assertThat(result.at("/warnings").toString()).doesNotContain("interrupted");
    assertThat(result.at("/why/diagnosis/notes/0").asText())
        .isEqualTo("the look into the variants was interrupted");
  }

  @Test
  void aSubjectThatIsNeverReadyIsGivenUp() throws IOException {
    assertThat(compare("mode=fine,never-ready", "10s")).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString())
        .contains(
            "mode=never-ready was not ready within 4s: GET /up must answer 200, but it answered 503");
    assertNothingRuns();
  }

  @Test
  void aSwitchThatDidNotSwitchIsNotMeasured() throws IOException {
    assertThat(compare("mode=fine,ignores-settings", "10s")).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString())
        .contains(
            "mode=ignores-settings was started with mode=ignores-settings, but GET /tuning reports fine");
    assertNothingRuns();
  }

  @Test
  void aVariantThatFailsItsRequestsMakesTheResultInvalid() throws IOException {
    assertThat(compare("mode=fine,fails", "10s")).isEqualTo(ExitCode.INVALID);
    JsonNode result = new ObjectMapper().readTree(results().resolve("result.json").toFile());
    assertThat(result.at("/valid").asBoolean()).isFalse();
    assertThat(result.at("/invalidReasons/0").asText())
        .contains("mode=fails completed no request", "status:500");
    assertThat(result.at("/comparisons")).isEmpty();
    assertThat(out.toString()).contains("No verdict on mode=fails against mode=fine");
  }

  @Test
  void refusedRequestsAreNoFailuresAndStandBesideTheFigures() throws IOException {
    assertThat(compare("mode=fine,refuses-every-other", "10s"))
        .as(err.toString())
        .isIn(ExitCode.DONE, ExitCode.INVALID);
    JsonNode result = new ObjectMapper().readTree(results().resolve("result.json").toFile());
    JsonNode refusing = result.at("/variants/1");
    assertThat(result.at("/variants/0/refused").asLong()).isZero();
    assertThat(refusing.at("/errors").asLong()).isZero();
    assertThat(refusing.at("/requests").asLong()).isPositive();
    assertThat(refusing.at("/refused").asLong())
        .isCloseTo(refusing.at("/requests").asLong(), within(1L));
    assertThat(refusing.at("/refusedMicros/p50").asDouble()).isPositive();
    assertThat(result.at("/warnings").toString())
        .contains("mode=refuses-every-other refused ", "% of its requests");
    assertThat(out.toString()).contains("refused");
    assertThat(Files.readString(results().resolve("slices.hlog")))
        .contains("/mode=refuses-every-other/work/refused");
  }

  @Test
  void aSubjectThatCountedOtherwiseThanTheGeneratorMakesTheResultInvalid() throws IOException {
    assertThat(compare("mode=fine,counts-twice", "10s")).isEqualTo(ExitCode.INVALID);
    JsonNode result = new ObjectMapper().readTree(results().resolve("result.json").toFile());
    assertThat(result.at("/invalidReasons"))
        .extracting(JsonNode::asText)
        .filteredOn(reason -> reason.contains(" counted "))
        .singleElement()
        .asString()
        .matches(
            "mode=counts-twice counted \\d+ requests in fork 1, where the generator sent it \\d+: .*");
    assertThat(Files.readString(results().resolve("slices.jsonl")))
        .containsPattern(
            "\\{\"fork\":2,\"variant\":\"mode=fine\","
                + "\"subjectCountBefore\":\\d+,\"subjectCountAfter\":\\d+[,}]");
  }

  @Test
  void aSubjectWithoutTheCounterIsReportedWithTheNearestThatItHas() throws IOException {
    assertThat(compare("mode=fine,counts-nothing", "10s")).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString())
        .contains(
            "mode=counts-nothing has no counter requests_total in its answer to GET /metrics"
                + " (metrics.requests) (did you mean request_total?)");
    assertNothingRuns();
  }

  @Test
  void aValueThatOnlyASubjectKnowsIsHadFromEachOfThem() throws IOException {
    assertThat(compare("mode=fine,other", "10s", "--workload", "deep"))
        .as(err.toString())
        .isIn(ExitCode.DONE, ExitCode.INVALID);
    JsonNode result = new ObjectMapper().readTree(results().resolve("result.json").toFile());
    for (JsonNode variant : result.get("variants")) {
      assertThat(variant.get("requests").asLong()).isPositive();
      assertThat(variant.get("errors").asLong()).as(variant.get("name").asText()).isZero();
    }
  }

  @Test
  void aWalkThatASubjectRefusesIsReportedWithItsKey() throws IOException {
    assertThat(compare("mode=fine,fails", "10s", "--workload", "deep")).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString())
        .contains(
            "mode=fails answered 500 to GET /feed; feeders.deepest.walk must lead to answers of"
                + " 200 with JSON");
    assertNothingRuns();
  }

  private int compare(String word, String budget, String... more) throws IOException {
    List<String> words = new ArrayList<>(List.of("compare", word, "--no-diagnosis"));
    words.addAll(List.of(more));
    words.addAll(List.of("--budget", budget));
    return run(words);
  }

  private int run(List<String> words, String... more) throws IOException {
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of(more));
    all.addAll(options());
    return Lab.run(
        new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
  }

  private int report() {
    return Lab.run(
        new PrintWriter(out, true), new PrintWriter(err, true), "report", results().toString());
  }

  private List<String> options() throws IOException {
    return List.of(
        "--rate",
        "50/s",
        "--seed",
        "1",
        "--file",
        target().toString(),
        "--out",
        results().toString());
  }

  private Path results() {
    return folder.resolve("results");
  }

  private Path target() throws IOException {
    return Files.writeString(
        folder.resolve("stub.yaml"),
        """
        name: stub
        start:
          command: ["${java}", "${archive}", "-Xmx64m", "-Dsun.net.httpserver.nodelay=true", "-cp", "%s",
                    "dev.tuninglab.lab.cli.StubSubject", "--port=${port}"]
          set: ["${knob}=${value}"]
          archive: "%s/stub.jsa"
        ready: { path: /up, within: 4s }
        tuning: /tuning
        diagnosis: { headers: { X-Look: "1" } }
        metrics: { path: /metrics, requests: requests_total, except: { path: [/up] } }
        knobs:
          mode:
            values: [fine, other, fails, refuses-every-other, dies-at-start, dies-in-run, dies-when-looked-into, never-ready, ignores-settings, counts-twice, counts-nothing]
            default: fine
            workload: work
        workloads:
          work: { requests: [{ name: work, path: "/work" }], refusals: [503] }
          deep: { requests: [{ name: deep, path: "/deep?cursor=${deepest}" }] }
        feeders:
          deepest: { walk: /feed, next: next, as: cursor, steps: 9 }
        """
            .formatted(stubJar(), folder));
  }

  /** A jar, as the JDK archives no classes from folders. */
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

  /** Every subject and generator is a child of this JVM. */
  private static void assertNothingRuns() {
    try (Stream<ProcessHandle> children = ProcessHandle.current().children()) {
      assertThat(children.filter(ProcessHandle::isAlive).map(ProcessHandle::info)).isEmpty();
    }
  }
}
