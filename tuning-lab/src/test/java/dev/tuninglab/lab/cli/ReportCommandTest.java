package dev.tuninglab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuninglab.lab.Golden;
import dev.tuninglab.lab.experiment.ExitCode;
import dev.tuninglab.lab.experiment.StoredJson;
import dev.tuninglab.lab.measure.CalibrationNote;
import dev.tuninglab.lab.measure.Sitting;
import dev.tuninglab.lab.measure.SomeRun;
import dev.tuninglab.lab.report.JsonReport;
import dev.tuninglab.lab.report.Results;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final SomeRun run = SomeRun.of(4_000, 1_200, 3, 4, 42);
  @TempDir Path folder;

  @BeforeEach
  void store() {
    run.store(folder);
  }

  @Test
  void theResultIsTheOneOfTheRunByteForByte() throws IOException {
    assertThat(report()).as(err.toString()).isEqualTo(ExitCode.DONE);
    assertThat(folder.resolve("result.json"))
        .hasContent(
            JsonReport.render(
                Results.of(run.experiment(), run.recording(), run.sitting(), run.diagnosis())));
    byte[] first = Files.readAllBytes(folder.resolve("result.json"));
    assertThat(report()).isEqualTo(ExitCode.DONE);
    assertThat(folder.resolve("result.json")).hasBinaryContent(first);
  }

  @Test
  void everyReportIsWrittenAnewAndTheTerminalsIsPrinted() throws IOException {
    Files.writeString(folder.resolve("report.md"), "old");
    report();
    Golden.check("report-again.txt", printed());
    assertThat(out.toString().lines().filter(line -> !line.startsWith("report: ")))
        .allMatch(line -> line.length() <= 80);
    assertThat(folder.resolve("report.md")).content().contains("| pool=hikari |");
    assertThat(folder.resolve("report.html")).content().contains("pool=hikari is faster than");
    assertThat(folder.resolve("result.json.part")).doesNotExist();
  }

  @Test
  void aRunThatWasInterruptedIsJudgedAndSaysSo() {
    store(
        run.sitting()
            .endedEarly(41.2, List.of(), run.sitting().links(), Sitting.End.INTERRUPTED, ""));
    assertThat(report()).isEqualTo(ExitCode.DONE);
    assertThat(oneLine())
        .contains("pool=hikari is faster than pool=none: P50 is 0.3")
        .contains(
            "warning: the run was interrupted after 41s: only what was measured before was judged")
        .contains("pool: workload order, 224/s each, constant arrivals");
  }

  @Test
  void aRunThatFailedSaysWhy() {
    store(
        run.sitting()
            .endedEarly(41.2, List.of(), List.of(), Sitting.End.FAILED, "the disk is full"));
    assertThat(report()).isEqualTo(ExitCode.DONE);
    assertThat(oneLine()).contains("warning: the run failed after 41s (the disk is full): only");
  }

  @Test
  void aRunThatWasKilledIsJudgedByWhatIsOnDisk() {
    store(Sitting.begun(run.sitting().startedAt(), SomeRun.MACHINE, CalibrationNote.NONE));
    assertThat(report()).isEqualTo(ExitCode.DONE);
    assertThat(oneLine())
        .contains("warning: the run did not come to its end (it was killed, or still runs)");
  }

  @Test
  void withoutASittingTheRestIsJudgedAndItsLossIsSaid() throws IOException {
    Files.delete(folder.resolve(Sitting.FILE));
    assertThat(report()).isEqualTo(ExitCode.DONE);
    assertThat(oneLine())
        .contains(
            "DIR/sitting.json does not exist: without it, the machine, the links and the warnings"
                + " of the run are not known");
    assertThat(folder.resolve("result.json")).content().doesNotContain("\"machine\"");
    assertThat(folder.resolve("report.md")).content().contains("Machine: unknown; ");
    assertThat(folder.resolve("report.html")).content().contains("<dd>unknown</dd>");
    Files.writeString(folder.resolve(Sitting.FILE), "{\"startedAt\": \"yesterday\"");
    assertThat(report()).isEqualTo(ExitCode.DONE);
    assertThat(oneLine()).contains("DIR/sitting.json line 1: startedAt cannot be 'yesterday'");
  }

  @Test
  void tooFewRoundsGiveNoVerdictAndSayWhy() {
    Path few = folder.resolve("few");
    SomeRun.of(4_000, 1_200, 2, 1, 42).store(few);
    assertThat(Lab.run(new PrintWriter(out), new PrintWriter(err), "report", few.toString()))
        .isEqualTo(ExitCode.DONE);
    assertThat(oneLine())
        .contains("No verdict on pool=hikari against pool=none: too little was measured")
        .contains(
            "warning: too few rounds for an interval: 1 rounds x 2 forks, but at least 6 rounds in");
  }

  @Test
  void aRunThatEndedInItsWarmUpIsInvalid() {
    run.first(2).store(folder);
    assertThat(report()).isEqualTo(ExitCode.INVALID);
    assertThat(oneLine())
        .contains("pool: workload order, 224/s each, constant arrivals, no round of 1s slices")
        .contains("INVALID: pool=none completed no request");
  }

  @Test
  void whatCannotBeUsedIsNamedBesideTheVerdict() throws IOException {
    Path counts = folder.resolve("slices.jsonl");
    List<String> lines = Files.readAllLines(counts);
    lines.set(5, lines.get(5).replaceFirst("\"waited\":\\d", "\"waited\":9"));
    Files.write(counts, lines);
    assertThat(report()).isEqualTo(ExitCode.DONE);
    assertThat(oneLine())
        .contains(
            "warning: slices.jsonl line 6 was not used: it was cut or changed since it was written")
        .contains(
            "warning: slices.hlog lines 49 to 57 were not used: no whole line of slices.jsonl")
        .contains("pool=hikari is faster than pool=none");
  }

  @Test
  void whatIsNoResultsFolderIsBadInputInOneLine() throws IOException {
    assertBad(folder.resolve("nowhere"), "DIR/nowhere does not exist; a results folder is needed");
    assertBad(folder.resolve("slices.hlog"), "DIR/slices.hlog is a file; a results folder is");
    Path other = Files.createDirectory(folder.resolve("other"));
    assertBad(other, "DIR/other is not a results folder: it has no experiment.json");
    Files.writeString(other.resolve("experiment.json"), StoredJson.write(run.experiment()));
    assertBad(other, "DIR/other holds no slice that can be used: slices.jsonl does not exist");
    Files.writeString(other.resolve("slices.jsonl"), "");
    Files.writeString(other.resolve("slices.hlog"), "");
    assertBad(other, "DIR/other holds no slice that can be used: nothing was measured");
  }

  @Test
  void anExperimentThatIsDamagedOrForeignIsNamedWithItsLine() throws IOException {
    Path file = folder.resolve("experiment.json");
    String whole = Files.readString(file);
    String path = "DIR/experiment.json";
    Files.writeString(file, "");
    assertBad(folder, path + " line 1: damaged, or of another form: No content to map");
    Files.writeString(file, "null");
    assertBad(folder, path + " holds null");
    Files.writeString(file, whole.substring(0, 300));
    assertBad(folder, path + " line 16: not JSON, or damaged: ");
    Files.writeString(file, "{\"scripts\": {}}");
    assertBad(folder, path + " line 1: name is missing: damaged, or of another version of the lab");
    Files.writeString(file, whole.replace("\"PT1M\"", "\"a minute\""));
    assertBad(folder, path + " line 18: design.budget cannot be 'a minute'");
    Files.writeString(file, whole.replace("\"PT1M\"", "\"-PT1M\""));
    assertBad(folder, path + " line ");
    Files.writeString(file, whole.replace("auto up to 200/s", "as fast as can be"));
    assertBad(folder, path + " line 25: design.mode.offered: rate must be a rate such as 200/s");
    Files.writeString(file, whole.replace("\"forks\" : 3", "\"forks\" : 1"));
    assertBad(folder, path + " line ");
    Files.writeString(file, whole.replace("\"small data, seed 1\"", "null"));
    assertBad(folder, path + ": data must not be null");
    Files.writeString(
        file, whole.replace("\"name\" : \"pool\"", "\"future\" : 1, \"name\" : \"pool\""));
    assertThat(report()).as("unknown members are passed over").isEqualTo(ExitCode.DONE);
  }

  @Test
  void aFolderThatCannotBeWrittenIsBadInput() throws IOException {
    Files.createDirectories(folder.resolve("result.json/in-the-way"));
    assertBad(folder, "the reports cannot be written into DIR: ");
  }

  private void store(Sitting sitting) {
    run.with(sitting).store(folder);
  }

  private int report() {
    out.getBuffer().setLength(0);
    return Lab.run(
        new PrintWriter(out, true), new PrintWriter(err, true), "report", folder.toString());
  }

  private void assertBad(Path where, String line) {
    StringWriter said = new StringWriter();
    StringWriter nothing = new StringWriter();
    assertThat(
            Lab.run(
                new PrintWriter(nothing, true),
                new PrintWriter(said, true),
                "report",
                where.toString()))
        .isEqualTo(ExitCode.BAD_INPUT);
    assertThat(said.toString().replace(folder.toString(), "DIR")).startsWith("lab: " + line);
    assertThat(said.toString().lines()).hasSize(1);
    assertThat(nothing.toString()).isEmpty();
  }

  private String printed() {
    return out.toString().replace(folder.toString(), "DIR");
  }

  /** As printed, without the breaks of long lines. */
  private String oneLine() {
    return printed().replaceAll("\n {2}(?=\\S)", " ");
  }
}
