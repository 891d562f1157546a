package dev.tuninglab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.assertj.core.data.Offset.offset;
import static org.assertj.core.data.Percentage.withPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tuninglab.lab.experiment.ExitCode;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Capacity, a precision, a plan alone, and a calibration: of a service that is not ours. */
class OtherQuestionsTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir Path folder;

  @Test
  void capacityIsComparedWithUsersBackToBackAndSaysSo() throws IOException {
    int code =
        run("compare", "delay=off,20ms", "--mode", "throughput", "--users", "4", "--budget", "10s");
    assertThat(code).as(err.toString()).isIn(ExitCode.DONE, ExitCode.INVALID);
    JsonNode result = result(results());
    assertThat(result.at("/plan/users").asInt()).isEqualTo(4);
    assertThat(result.at("/plan").has("ratePerSecond")).isFalse();
    assertThat(result.at("/plan/primaryMetric").asText()).isEqualTo("throughput");
    assertThat(out.toString()).contains("4 users each, closed model");
    assertThat(results().resolve("report.html")).content().contains("closed model");
    assumeThat(code).as("too noisy to be judged").isEqualTo(ExitCode.DONE);
    JsonNode primary = comparison(result, "throughput");
    // Four users who wait 20 ms each are answered 200 times a second at most.
    assertThat(result.at("/variants/1/ratePerSecond").asDouble()).isBetween(1.0, 200.0);
    assertThat(primary.at("/ratio").asDouble())
        .as("of requests a second")
        .isEqualTo(
            result.at("/variants/1/ratePerSecond").asDouble()
                / result.at("/variants/0/ratePerSecond").asDouble(),
            offset(0.2));
  }

  @Test
  void measuringEndsAsSoonAsItIsPreciseAndNoSooner() throws IOException {
    int code =
        run(
            "compare",
            "delay=off,20ms",
            "--precision",
            "40%",
            "--rate",
            "40/s",
            "--budget",
            "40s",
            "--forks",
            "5",
            "--rounds",
            "4");
    assertThat(code).as(err.toString()).isIn(ExitCode.DONE, ExitCode.INVALID);
    JsonNode result = result(results());
    assertThat(result.at("/plan/precision").asDouble()).isEqualTo(0.4);
    int forks = result.at("/plan/forks").asInt();
    assertThat(forks).isBetween(3, 5);
    if (result.at("/valid").asBoolean()) {
      JsonNode primary = comparison(result, "p50");
      double ratio = primary.at("/ratio").asDouble();
      boolean precise =
          primary.at("/high").asDouble() <= ratio * 1.401
              && primary.at("/low").asDouble() >= ratio / 1.401;
      assertThat(precise || forks == 5).as("%d forks, %s", forks, primary).isTrue();
      assertThat(err.toString().contains("precise to 40%, so measuring ends")).isEqualTo(forks < 5);
    }
  }

  @Test
  void aGateThatFailsEndsWithOneAndIsATestThatFailed() throws IOException {
    int code =
        run(
            "compare",
            "delay=10ms,20ms",
            "--rate",
            "20/s",
            "--budget",
            "10s",
            "--gate",
            "p50<1us",
            "--gate",
            "p50 ratio<9");
    JsonNode result = result(results());
    boolean valid = result.at("/valid").asBoolean();
    assertThat(code).as(err.toString()).isEqualTo(valid ? ExitCode.GATE_FAILED : ExitCode.INVALID);
    assertThat(result.at("/gates")).hasSize(3);
    assertThat(result.at("/gates/0/rule").asText()).isEqualTo("p50<1us");
    assertThat(result.at("/gates/0/outcome").asText()).isEqualTo(valid ? "failed" : "undecided");
    assertThat(result.at("/command").toString()).contains("\"--gate\",\"p50 ratio<9\"");
    assertThat(results().resolve("junit.xml")).content().contains(valid ? "<failure " : "<error ");
    assertThat(results().resolve("report.html")).content().contains("--gate 'p50 ratio&lt;9'");
    byte[] ofTheRun = Files.readAllBytes(results().resolve("junit.xml"));
    assertThat(
            Lab.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                "report",
                results().toString()))
        .isEqualTo(code);
    assertThat(results().resolve("junit.xml")).hasBinaryContent(ofTheRun);
  }

  @Test
  void aDryRunPrintsThePlanAndStartsNothing() throws IOException {
    assertThat(
            run("compare", "delay=off,20ms", "--dry-run", "--budget", "60s", "--gate", "p99<50ms"))
        .isEqualTo(ExitCode.DONE);
    assertThat(out.toString())
        .contains("2 variants, 5 forks within 60s, slices of 350ms", "delay=off, delay=20ms")
        .contains("gates: p99<50ms; one that cannot be decided: fail")
        .contains("what this can see is not known");
    assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80);
    assertThat(results()).doesNotExist();
  }

  @Test
  void aCalibrationRunsAGainstItselfAndAKnownDelayAndIsQuotedAfterwards() throws IOException {
    assumeThat(System.getenv("XDG_CACHE_HOME")).as("the cache is below the home").isNull();
    String home = System.getProperty("user.home");
    System.setProperty("user.home", folder.toString());
    try {
      int code =
          run(
              "calibrate",
              "--sittings",
              "1",
              "--usual-way",
              "1",
              "--rate",
              "40/s",
              "--budget",
              "10s");
      assertThat(code).as(err.toString()).isEqualTo(ExitCode.DONE);
    } finally {
      System.setProperty("user.home", home);
    }
    JsonNode calibration =
        new ObjectMapper().readTree(results().resolve("calibration.json").toFile());
    assertThat(calibration.at("/sittings")).hasSize(2);
    assertThat(calibration.at("/sittings/0/delay/micros").asDouble()).isZero();
    assertThat(calibration.at("/sittings/1/delay/knob").asText()).isEqualTo("delay");
    assertThat(calibration.at("/sittings/1/delay/micros").asDouble()).isEqualTo(200);
    for (JsonNode figure : calibration.at("/sittings/1/figures")) {
      double truth = figure.at("/truth").asDouble();
      double base = figure.at("/baselineMicros").asDouble();
      assertThat(truth)
          .as(figure.toString())
          .isCloseTo(
              figure.at("/metric").asText().equals("throughput") ? 1 : 1 + 200 / base,
              withPercentage(20));
    }
    assertThat(calibration.at("/usual")).hasSize(2);
    assertThat(calibration.at("/usual/0/ratios/p50").asDouble()).isPositive();
    assertThat(results().resolve("sitting-001/result.json")).isNotEmptyFile();
    assertThat(results().resolve("calibration.md")).content().contains("| P50 |");
    assertThat(folder.resolve(".cache/tuning-lab/calibrations")).isNotEmptyDirectory();
    assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void aMatrixSaysWhichKnobMatters() throws IOException {
    int code =
        run(
            "matrix",
            "delay=off,20ms",
            "mode=fine,other",
            "--alive",
            "2",
            "--rate",
            "20/s",
            "--budget",
            "30s");
    assertThat(code).as(err.toString()).isIn(ExitCode.DONE, ExitCode.INVALID);
    JsonNode result = result(results());
    assertThat(result.at("/question").asText()).isEqualTo("matrix");
    assertThat(result.at("/variants")).hasSize(4);
    assertThat(result.at("/comparisons")).isEmpty();
    JsonNode matrix = result.at("/matrix");
    assertThat(matrix.at("/jvms").asInt()).isGreaterThanOrEqualTo(8);
    assumeThat(code).as("too noisy to be judged").isEqualTo(ExitCode.DONE);
    assertThat(matrix.at("/mains/0/names/0").asText()).isEqualTo("delay=20ms");
    assertThat(matrix.at("/mains/0/ratio").asDouble()).isGreaterThan(2);
    assertThat(matrix.at("/best/levels/0").asText()).isEqualTo("delay=off");
    assertThat(out.toString()).contains("all 4 combinations", "delay=20ms", "The best combination");
  }

  @Test
  void aSweepTriesEveryValue() throws IOException {
    int code =
        run("sweep", "delay=50us,5ms,20ms", "--alive", "3", "--rate", "20/s", "--budget", "10s");
    assertThat(code).as(err.toString()).isIn(ExitCode.DONE, ExitCode.INVALID);
    JsonNode sweep = result(results()).at("/sweep");
    assertThat(sweep.at("/points")).hasSize(3);
    assertThat(sweep.at("/points/2/figure").asDouble()).isGreaterThan(20_000);
    assumeThat(code).as("too noisy to be judged").isEqualTo(ExitCode.DONE);
    assertThat(sweep.at("/points/2/verdict").asText()).isIn("slower", "undecided");
    assertThat(sweep.at("/points/2/ratio").asDouble()).isGreaterThan(1);
  }

  /** Eight threads that take 50 ms for a request answer 160 a second at most. */
  @Test
  void aCapacityIsFoundWhereItIsKnownToBe() throws IOException {
    int code =
        run(
            "capacity",
            "--set",
            "delay=50ms",
            "--sla",
            "p50<95ms,errors<1%",
            "--target",
            "1M/day",
            "--forks",
            "2",
            "--budget",
            "40s",
            "--gate",
            "capacity<200/s");
    assertThat(code).as(err.toString()).isIn(ExitCode.DONE, ExitCode.INVALID, ExitCode.GATE_FAILED);
    JsonNode result = result(results());
    assertThat(result.at("/question").asText()).isEqualTo("capacity");
    assertThat(result.at("/command").toString()).contains("\"--sla\",\"p50<95ms,errors<1%\"");
    JsonNode held = result.at("/capacity/variants/0");
    assertThat(held.at("/tries").size()).isGreaterThan(4);
    for (JsonNode tried : held.at("/tries")) {
      if (tried.at("/held").asBoolean()) {
        assertThat(tried.at("/ratePerSecond").asDouble()).as("what cannot be").isLessThan(180);
      }
    }
    assumeThat(held.at("/outcome").asText()).as("too noisy to be found").isEqualTo("found");
    assertThat(held.at("/perSecond").asDouble()).isLessThan(180);
    assertThat(held.at("/machines/0/machines").asInt()).isPositive();
    assertThat(out.toString()).contains("delay=50ms holds p50<95ms,errors<1% up to ");
  }

  @Test
  void aStoppedRunGoesOnWhereItEnded() throws IOException {
    assertThat(run("compare", "delay=off,5ms", "--forks", "3", "--budget", "15s", "--rate", "30/s"))
        .as(err.toString())
        .isIn(ExitCode.DONE, ExitCode.INVALID);
    Path log = results().resolve("slices.jsonl");
    List<String> begun =
        Files.readAllLines(log).stream()
            .filter(line -> !line.contains("\"fork\":3") || line.contains("\"round\":1,"))
            .toList();
    Files.write(log, begun);
    assertThat(run("compare", "--resume", results().toString()))
        .as(err.toString())
        .isIn(ExitCode.DONE, ExitCode.INVALID);
    List<String> after = Files.readAllLines(log);
    assertThat(after).startsWith(begun.toArray(String[]::new));
    assertThat(after.get(begun.size())).contains("\"fork\":3", "\"leftOut\":true");
    assertThat(after.subList(begun.size() + 1, after.size()))
        .allMatch(l -> l.contains("\"fork\":4"));
    assertThat(result(results()).at("/plan/forks").asInt()).isEqualTo(3);
    err.getBuffer().setLength(0);
    assertThat(run("compare", "--resume", results().toString())).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("has nothing left to measure; ./lab report ");
    assertThat(run("matrix", "--resume", results().toString())).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("holds a run of ./lab compare, so: ./lab compare --resume");
    assertThat(run("compare", "delay=off,1ms", "--resume", results().toString()))
        .isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("leave delay=off,1ms out");
  }

  private int run(String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of(words));
    if (!all.contains("--resume")) {
      if (!words[0].equals("calibrate")) {
        all.add("--no-diagnosis");
      }
      all.addAll(List.of("--seed", "1", "--file", target().toString()));
      all.addAll(List.of("--out", results().toString()));
    }
    return Lab.run(
        new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
  }

  private static JsonNode result(Path folder) throws IOException {
    return new ObjectMapper().readTree(folder.resolve("result.json").toFile());
  }

  private static JsonNode comparison(JsonNode result, String metric) {
    for (JsonNode comparison : result.at("/comparisons")) {
      if (comparison.at("/metric").asText().equals(metric)) {
        return comparison;
      }
    }
    throw new AssertionError("no comparison at " + metric + " in " + result);
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
          command: ["${java}", "-Xmx64m", "-XX:TieredStopAtLevel=1", "-Dsun.net.httpserver.nodelay=true", "-cp", "%s",
                    "dev.tuninglab.lab.cli.StubSubject", "--port=${port}"]
          set: ["${knob}=${value}"]
        ready: { path: /up, within: 20s }
        tuning: /tuning
        delays: [delay]
        knobs:
          delay: { values: ["off"], range: 50us..50ms, default: "off", workload: work }
          mode: { values: [fine, other], default: fine, workload: work }
        workloads:
          work: { requests: [{ name: work, path: "/work" }] }
        """
            .formatted(System.getProperty("java.class.path").split(File.pathSeparator)[0]));
  }
}
