package dev.tuninglab.lab.cli;

import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.measure.StoredRun;
import dev.tuninglab.lab.report.Result;
import dev.tuninglab.lab.report.Results;
import dev.tuninglab.lab.report.ResultsFolder;
import dev.tuninglab.lab.report.TerminalReport;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code lab report}: a result once more, from what is on disk. */
@Command(
    name = "report",
    description = {
      "Judge a stored run again and write its reports anew; one that was interrupted as well.",
      "",
      "  ./lab report results/20261124-100000-pool",
      "  ./lab report results/20261124-100000-pool --gate 'p99<50ms'",
      "",
      "Its gates are those of the run, or the ones given here in their place.",
      ""
    },
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "Results folder, as ./lab compare left it.")
  private Path folder;

  @Mixin private GateOptions gateOptions;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    StoredRun run = StoredRun.read(folder);
    Experiment experiment = run.experiment().with(gateOptions.over(run.experiment().gates()));
    Result result = Results.of(experiment, run.recording(), run.sitting(), run.diagnosis());
    ResultsFolder results = ResultsFolder.open(folder);
    try {
      results.write(results.report(result, run.recording()));
    } catch (UncheckedIOException e) {
      throw new BadInput(
          "the reports cannot be written into " + folder + ": " + e.getCause().getMessage(), e);
    }
    return show(result, results, spec.commandLine().getOut());
  }

  /**
   * Prints a result that was written.
   *
   * @return the exit code that it means
   */
  static int show(Result result, ResultsFolder folder, PrintWriter out) {
    out.println();
    out.print(TerminalReport.render(result));
    out.println("report: " + folder.path().resolve("report.html"));
    out.flush();
    if (!result.valid()) {
      return ExitCode.INVALID;
    }
    return result.gates().stream().allMatch(Result.GateResult::passed)
        ? ExitCode.DONE
        : ExitCode.GATE_FAILED;
  }
}
