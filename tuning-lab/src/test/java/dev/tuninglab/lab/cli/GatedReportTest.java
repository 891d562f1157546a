package dev.tuninglab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuninglab.lab.experiment.ExitCode;
import dev.tuninglab.lab.experiment.Gates;
import dev.tuninglab.lab.measure.SomeRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What gates mean for the exit code, on stored runs. */
class GatedReportTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final SomeRun run = SomeRun.of(4_000, 1_200, 3, 4, 42);
  @TempDir Path folder;

  @Test
  void theGatesOfTheRunAreThoseOfItsReport() throws IOException {
    store(run, Gates.Undecided.FAIL, "p50 ratio<1.05", "errors<5%");
    assertThat(report()).as(err.toString()).isEqualTo(ExitCode.DONE);
    byte[] first = Files.readAllBytes(folder.resolve("junit.xml"));
    assertThat(report("--gate", "p50<1us")).isEqualTo(ExitCode.GATE_FAILED);
    assertThat(folder.resolve("junit.xml")).content().contains("p50&lt;1us", "<failure ");
    assertThat(folder.resolve("result.json")).content().doesNotContain("errors<5%");
    assertThat(report()).as("only for that once").isEqualTo(ExitCode.DONE);
    assertThat(folder.resolve("junit.xml")).hasBinaryContent(first);
  }

  @Test
  void aGateThatFailsEndsWithOne() {
    store(run, Gates.Undecided.FAIL, "p50 ratio<1.05", "p50<1us");
    assertThat(report()).isEqualTo(ExitCode.GATE_FAILED);
    assertThat(out.toString()).contains("GATE FAILED: p50<1us of pool=none: ");
    assertThat(report("--undecided", "pass"))
        .as("failed is failed")
        .isEqualTo(ExitCode.GATE_FAILED);
  }

  @Test
  void aGateThatCannotBeDecidedEndsWithOneUnlessItMayPass() {
    store(run, Gates.Undecided.FAIL, "p99.9<1s");
    assertThat(report()).isEqualTo(ExitCode.GATE_FAILED);
    assertThat(out.toString()).contains("GATE UNDECIDED: p99.9<1s of pool=none: 2640 requests");
    assertThat(report("--undecided", "pass")).isEqualTo(ExitCode.DONE);
    store(run, Gates.Undecided.PASS, "p99.9<1s");
    assertThat(report()).isEqualTo(ExitCode.DONE);
    assertThat(report("--undecided", "fail")).isEqualTo(ExitCode.GATE_FAILED);
  }

  @Test
  void anInvalidMeasurementEndsWithThreeWhateverItsGates() {
    store(run.first(2), Gates.Undecided.PASS, "p50<1us");
    assertThat(report()).isEqualTo(ExitCode.INVALID);
    assertThat(report("--gate", "p50<1us", "--undecided", "fail")).isEqualTo(ExitCode.INVALID);
  }

  @Test
  void aWrongRuleIsBadInputAndWritesNothing() {
    store(run, Gates.Undecided.FAIL);
    assertThat(report("--gate", "p99<50")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err)
        .hasToString(
            "lab: --gate 'p99<50': p99 takes a time from 1us to 2m, such as 50ms, but was given"
                + " '50'\n");
    assertThat(folder.resolve("result.json")).doesNotExist();
  }

  private void store(SomeRun measured, Gates.Undecided undecided, String... rules) {
    Gates gates = Gates.parse(List.of(rules), undecided);
    measured.with(measured.experiment().with(gates)).store(folder);
  }

  private int report(String... options) {
    out.getBuffer().setLength(0);
    List<String> words = new ArrayList<>(List.of("report", folder.toString()));
    words.addAll(List.of(options));
    return Lab.run(
        new PrintWriter(out, true), new PrintWriter(err, true), words.toArray(String[]::new));
  }
}
