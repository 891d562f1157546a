package dev.tuninglab.lab.cli;

import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.ExitCode;
import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.experiment.GameDay;
import dev.tuninglab.lab.measure.StoredGameDay;
import dev.tuninglab.lab.measure.StoredRun;
import dev.tuninglab.lab.report.Format;
import dev.tuninglab.lab.report.Result;
import dev.tuninglab.lab.report.Results;
import dev.tuninglab.lab.report.ResultsFolder;
import dev.tuninglab.lab.report.TerminalReport;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lab report}: a result once more, from what is on disk. */
@Command(
    name = "report",
    description = {
      "Judge a stored run again and write its reports anew; one that was interrupted as well.",
      "",
      "  ./lab report results/20261124-100000-pool",
      "  ./lab report results/20261124-100000-pool --gate 'p99<50ms'",
      "  ./lab report results/20261124-100000-pool --format md,csv",
      "",
      "Its gates are those of the run, or the ones given here in their place.",
      ""
    },
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "Results folder, as ./lab compare left it.")
  private Path folder;

  @Option(
      names = "--format",
      paramLabel = "NAME,..",
      split = ",",
      description = "Write only these: html, md, json, junit, csv (default: all).")
  private List<String> formats = List.of();

  @Mixin private GateOptions gateOptions;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    List<Format> chosen =
        formats.isEmpty() ? Format.ALL : formats.stream().map(Format::named).distinct().toList();
    if (StoredGameDay.isOne(folder)) {
      return gameDay(chosen);
    }
    StoredRun run = StoredRun.read(folder);
    Experiment experiment = run.experiment().with(gateOptions.over(run.experiment().gates()));
    Result result = Results.of(experiment, run.recording(), run.sitting(), run.diagnosis());
    ResultsFolder results = ResultsFolder.open(folder);
    try {
      results.write(results.report(result, run.recording()), chosen);
    } catch (UncheckedIOException e) {
      throw new BadInput(
          "the reports cannot be written into " + folder + ": " + e.getCause().getMessage(), e);
    }
    return show(result, results, chosen, spec);
  }

  private int gameDay(List<Format> chosen) {
    if (!gateOptions.gates().rules().isEmpty()) {
      throw new BadInput("--gate: a game day keeps the gates that it was had with");
    }
    GameDay asked = StoredGameDay.read(folder).asked();
    return GameDayRunning.show(ResultsFolder.open(folder), asked, chosen, spec);
  }

  /**
   * Prints a result that was written.
   *
   * @param written in what forms, at least one
   * @param spec of the command that was given
   * @return the exit code that it means
   */
  static int show(
      Result result,
      ResultsFolder folder,
      List<Format> written,
      CommandLine.Model.CommandSpec spec) {
    PrintWriter out = spec.commandLine().getOut();
    out.println();
    out.print(TerminalReport.render(result, Lab.terminal(spec).glyphs()));
    Path first = folder.path().resolve(written.get(0).file());
    String others = written.stream().skip(1).map(Format::file).collect(Collectors.joining(", "));
    out.println("report: " + first);
    out.print(others.isEmpty() ? "" : "beside it: " + others + System.lineSeparator());
    out.flush();
    if (!result.valid()) {
      return ExitCode.INVALID;
    }
    return result.gates().stream().allMatch(Result.GateResult::passed)
        ? ExitCode.DONE
        : ExitCode.GATE_FAILED;
  }
}
