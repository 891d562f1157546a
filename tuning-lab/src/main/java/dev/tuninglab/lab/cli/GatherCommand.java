package dev.tuninglab.lab.cli;

import dev.tuninglab.lab.bench.Bench;
import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.measure.Sitting;
import dev.tuninglab.lab.measure.Slice;
import dev.tuninglab.lab.measure.SliceLog;
import dev.tuninglab.lab.measure.StoredRun;
import dev.tuninglab.lab.report.Format;
import dev.tuninglab.lab.report.Result;
import dev.tuninglab.lab.report.Results;
import dev.tuninglab.lab.report.ResultsFolder;
import dev.tuninglab.lab.trial.Gathering;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lab gather}: what several injectors measured, as one result. */
@Command(
    name = "gather",
    description = {
      "Put the shares of ./lab inject together, slice by slice, and judge them.",
      "",
      "  ./lab gather shares --out results/four-injectors",
      ""
    },
    mixinStandardHelpOptions = true)
final class GatherCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "Folder of all shares, as --out of ./lab inject.")
  private Path shares;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Results folder (default: results/<time>-<name>).")
  private Path out;

  @Option(names = "--partial", description = "Judge what is there although shares are missing.")
  private boolean partial;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    Gathering gathered = Gathering.of(shares, partial);
    Experiment experiment = gathered.experiment();
    ResultsFolder folder =
        out == null ? ResultsFolder.reserve(experiment.name()) : ResultsFolder.reserve(out);
    folder.write(experiment);
    try (SliceLog log = SliceLog.create(folder.path())) {
      for (Slice slice : gathered.slices()) {
        log.append(slice);
      }
    } catch (IOException e) {
      throw new BadInput("the slices cannot be written: " + e.getMessage(), e);
    }
    Sitting sitting = gathered.sitting().warnedOf(Bench.ONE_PROCESS);
    folder.write(sitting);
    StoredRun run = StoredRun.read(folder.path());
    Result result = Results.of(run.experiment(), run.recording(), run.sitting(), run.diagnosis());
    folder.write(folder.report(result, run.recording()));
    return ReportCommand.show(result, folder, Format.ALL, spec);
  }
}
