package dev.tuninglab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tuninglab.lab.experiment.ExitCode;
import dev.tuninglab.lab.measure.Calibration;
import dev.tuninglab.lab.measure.SomeRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir Path folder;
  private Path monday;
  private Path tuesday;

  @BeforeEach
  void store() {
    monday = folder.resolve("monday");
    tuesday = folder.resolve("tuesday");
    SomeRun.of(4_000, 1_200, 3, 4, 42).store(monday);
    SomeRun.of(4_000, 2_400, 3, 4, 43).store(tuesday);
  }

  @Test
  void twoFoldersAreComparedAndNothingIsWrittenIntoThem() throws IOException {
    assertThat(run(monday.toString(), tuesday.toString())).as(err.toString()).isZero();
    assertThat(out.toString())
        .startsWith("Different sittings: less trustworthy than one run side by side.")
        .contains("pool=hikari", "P50 is 1.95x", "n = 3 and 3");
    assertThat(monday.resolve("result.json")).doesNotExist();
  }

  @Test
  void jsonIsForTools() throws IOException {
    assertThat(run(monday.toString(), tuesday.toString(), "--json")).isZero();
    JsonNode diff = new ObjectMapper().readTree(out.toString());
    assertThat(diff.at("/variants/1/first").asText()).isEqualTo("pool=hikari");
    assertThat(diff.at("/variants/1/metrics/0/ratio").asDouble()).isBetween(1.8, 2.2);
    assertThat(diff.at("/second/folder").asText()).isEqualTo(tuesday.toString());
  }

  @Test
  void damageIsNamedWithTheRunThatItIsIn() throws IOException {
    Path log = tuesday.resolve("slices.hlog");
    Files.write(log, Files.readAllLines(log).subList(0, 100));
    assertThat(run(monday.toString(), tuesday.toString())).isZero();
    assertThat(out.toString().replaceAll("\n {2}(?=\\S)", " "))
        .contains("warning (second): slices.jsonl line 11 was not used: slices.hlog has no whole");
  }

  @Test
  void theCalibrationOfTheMachineGivesTheVerdict() {
    assumeThat(System.getenv("XDG_CACHE_HOME")).as("the cache is below the home").isNull();
    String home = System.getProperty("user.home");
    System.setProperty("user.home", folder.toString());
    try {
      Calibrations.keep(calibration());
      assertThat(run(monday.toString(), tuesday.toString())).isZero();
    } finally {
      System.setProperty("user.home", home);
    }
    assertThat(out.toString().replaceAll("\n {2}(?=\\S)", " "))
        .contains("pool=hikari is slower in the second run: P50 is 1.95x (")
        .contains("P50 of one and the same variant differs by 3.0% from sitting to sitting")
        .contains("3 sittings of the calibration of 2026-11-23T09:00:00Z, workload order).");
  }

  /** Three sittings whose P50 differ, and whose forks do not. */
  private static Calibration calibration() {
    List<Calibration.CalibrationSitting> sittings =
        Stream.of(0.97, 1.0, 1.03)
            .map(
                factor ->
                    new Calibration.Figure(
                        "p50", 1, 0.98, 1.02, "same", 5, 1, 0.01, 4_000 * factor, 0.0))
            .map(
                figure ->
                    new Calibration.CalibrationSitting(
                        Calibration.KnownDelay.NONE, true, 200, List.of(figure)))
            .toList();
    return new Calibration(
        "2026-11-23T09:00:00Z",
        SomeRun.MACHINE,
        "sample API",
        "order",
        "small data, seed 1",
        60,
        5,
        0.05,
        sittings,
        List.of());
  }

  @Test
  void badInputIsAnsweredInOneLine() throws IOException {
    assertThat(run(monday.toString(), folder.resolve("x").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("/x does not exist; a results folder is needed");
    assertBad("diff needs two results folders, but ", monday, monday.resolve("../monday"));
    Files.writeString(tuesday.resolve("experiment.json"), "{");
    assertBad(tuesday + "/experiment.json line 1: not JSON, or damaged", monday, tuesday);
    assertThat(run(monday.toString())).isEqualTo(2);
  }

  private void assertBad(String line, Path one, Path other) {
    err.getBuffer().setLength(0);
    assertThat(run(one.toString(), other.toString())).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).startsWith("lab: " + line);
    assertThat(err.toString().lines()).hasSize(1);
  }

  private int run(String... folders) {
    out.getBuffer().setLength(0);
    String[] words = new String[folders.length + 1];
    words[0] = "diff";
    System.arraycopy(folders, 0, words, 1, folders.length);
    return Lab.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
  }
}
