package dev.tuninglab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tuninglab.lab.experiment.ExitCode;
import dev.tuninglab.lab.report.ResultSchema;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Game days of a service that is not ours: it keeps what it is given, or forgets it. */
@Timeout(300)
class GameDayCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    Files.writeString(
        folder.resolve("target.yaml"),
        """
        name: keeper
        start:
          command: ["${java}", "-cp", "%s", "%s", "${port}", "%s"]
          set: ["${value}"]
        ready: { path: /up, within: 60s }
        knobs:
          keep: { values: [memory, file], default: file, workload: write }
        workloads:
          write:
            requests:
              - name: write
                method: POST
                path: /things
                headers: { Key: "${key}" }
                expect: [201]
                body: '{"n": ${n}}'
                ledger: { key-header: Key, found-at: Location }
            rate: 20/s
        feeders:
          key: { unique: true }
          n: { uniform: 1..1000 }
        """
            .formatted(
                Path.of("target", "test-classes").toAbsolutePath(),
                KeepingStub.class.getName(),
                folder.resolve("things")));
    Files.writeString(
        folder.resolve("kill.yaml"), "faults: [{ at: 5s, fault: app-kill }]\nafter: 5s\n");
  }

  @Test
  void aServiceThatForgetsWhatItAcknowledgedIsFoundOut() throws IOException {
    int exitCode =
        gameDay(
            "--scenario",
            folder.resolve("kill.yaml").toString(),
            "--compare",
            "keep=memory,file",
            "--rate",
            "20/s",
            "--hold",
            "1s",
            "--gate",
            "lostWrites=0");

    assertThat(exitCode).as(err.toString()).isEqualTo(ExitCode.GATE_FAILED);
    String json = Files.readString(results().resolve("result.json"));
    ResultSchema.check(json);
    JsonNode days = new ObjectMapper().readTree(json).at("/gameday/days");
    JsonNode forgets = days.get(0).get("writes");
    JsonNode keeps = days.get(1).get("writes");
    // The five seconds before it was killed.
    assertThat(forgets.get("lost").asLong()).isPositive();
    assertThat(keeps.get("lost").asLong()).isZero();
    for (JsonNode writes : List.of(forgets, keeps)) {
      assertThat(writes.get("offered").asLong()).isEqualTo(400);
      assertThat(writes.get("whole").asBoolean()).isTrue();
      assertThat(writes.has("duplicates")).as("nobody counted").isFalse();
    }
    assertThat(days.get(0).at("/faults/0/fault").asText()).isEqualTo("app-kill");
    assertThat(out.toString())
        .contains("gate held: lostWrites=0 of keep=file: 0")
        .contains("GATE FAILED: lostWrites=0 of keep=memory: ");
    assertThat(results().resolve("report.html")).isNotEmptyFile();
    assertThat(Files.readString(results().resolve("junit.xml")))
        .contains("lostWrites=0 of keep=memory");
    byte[] ofTheRun = Files.readAllBytes(results().resolve("result.json"));
    assertThat(run("report", results().toString())).isEqualTo(ExitCode.GATE_FAILED);
    assertThat(results().resolve("result.json")).hasBinaryContent(ofTheRun);
    assertThat(run("gameday", "--resume", results().toString())).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains(results() + " has no day left to have");
  }

  @Test
  void aDayThatIsInterruptedKeepsWhatWasMeasuredAndCanBeResumed() throws Exception {
    CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    Thread lab =
        new Thread(
            () ->
                exitCode.complete(
                    gameDay("--fault", "slow-client", "--set", "keep=memory", "--rate", "20/s")));
    lab.start();
    while (!err.toString().contains("slow-client=50/10s begins")) {
      assertThat(exitCode).as(err.toString()).isNotDone();
      Thread.sleep(20);
    }

    lab.interrupt();

    assertThat(exitCode.get()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(err.toString()).contains("./lab report " + results());
    assertThat(run("report", results().toString())).isEqualTo(ExitCode.INVALID);
    JsonNode day =
        new ObjectMapper()
            .readTree(results().resolve("result.json").toFile())
            .at("/gameday/days/0");
    assertThat(day.at("/cutShort").asBoolean()).isTrue();
    // 20 s of steady part, less what was in flight.
    assertThat(day.at("/timeline").size()).isGreaterThan(50);
    assertThat(out.toString()).contains("INVALID: no variant had its whole day");

    // The steady part of what was asked for is long; only that it goes on is looked at here.
    err.getBuffer().setLength(0);
    CompletableFuture<Integer> second = new CompletableFuture<>();
    Thread again =
        new Thread(() -> second.complete(run("gameday", "--resume", results().toString())));
    again.start();
    while (!err.toString().contains("load for")) {
      assertThat(second).as(err.toString()).isNotDone();
      Thread.sleep(20);
    }
    assertThat(results().resolve("day-001.json")).as("had anew").doesNotExist();
    again.interrupt();
    assertThat(second.get()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(results().resolve("day-001.json")).exists();
  }

  @Test
  void whatCannotBeResumedIsRefused() throws IOException {
    Files.createDirectories(results());
    Files.writeString(results().resolve("gameday.json"), "{}");
    assertThat(run("gameday", "--resume", results().toString())).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("gameday.json line 1: name is missing");
    assertWrong("--resume goes on with what", "--fault", "app-kill", "--resume", "x");
    err.getBuffer().setLength(0);
    assertThat(run("gameday", "--resume", folder.toString())).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains(folder + " holds no game day: it has no gameday.json");
  }

  @Test
  void aDryRunTellsThePlanAndBreaksNothing() {
    assertThat(gameDay("--fault", "slow-client=200/20s", "--dry-run", "--seed", "7"))
        .as(err.toString())
        .isEqualTo(ExitCode.DONE);
    assertThat(out.toString())
        .contains("1 variant, 70s of load each, rate auto up to 20/s")
        .contains("at 20s: slow-client=200/20s");
    assertThat(results()).doesNotExist();
  }

  @Test
  void whatIsNotTheLabsOwnIsNotBroken() {
    assertThat(gameDay("--fault", "db-restart")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("fault db-restart needs database: shop");
    assertThat(results()).doesNotExist();
  }

  @Test
  void wrongWordsAreNamed() {
    assertWrong("a game day takes one of --fault and --scenario, such as --fault db-stall=5s");
    assertWrong("--timeout must be 100ms to 30s", "--fault", "app-kill", "--timeout", "1m");
    assertWrong("figures of a game day are recovery", "--fault", "app-kill", "--gate", "p99<5ms");
    assertWrong("--budget must be", "--fault", "app-kill", "--budget", "20s");
    assertWrong("--arrivals must be one of", "--fault", "app-kill", "--arrivals", "bursts");
  }

  private void assertWrong(String message, String... words) {
    err.getBuffer().setLength(0);
    assertThat(gameDay(words)).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains(message);
  }

  private int gameDay(String... words) {
    List<String> all = new ArrayList<>(List.of("gameday"));
    all.addAll(List.of(words));
    all.addAll(List.of("--file", folder.resolve("target.yaml").toString()));
    all.addAll(List.of("--out", results().toString()));
    return run(all.toArray(String[]::new));
  }

  private int run(String... words) {
    return Lab.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
  }

  private Path results() {
    return folder.resolve("results");
  }
}
