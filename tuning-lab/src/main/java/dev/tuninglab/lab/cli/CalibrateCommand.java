package dev.tuninglab.lab.cli;

import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.ExitCode;
import dev.tuninglab.lab.experiment.Units;
import dev.tuninglab.lab.measure.Calibration;
import dev.tuninglab.lab.report.CalibrationReport;
import dev.tuninglab.lab.report.ResultsFolder;
import dev.tuninglab.lab.target.Target;
import dev.tuninglab.lab.target.TargetFailed;
import dev.tuninglab.lab.trial.TrialFailed;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lab calibrate}: what this machine can see, by comparisons whose outcome is known. */
@Command(
    name = "calibrate",
    description = {
      "Compare a variant with itself, and with itself made slower by a known time, and say what this"
          + " machine can see in the given budget. Reports and --dry-run quote the last one.",
      "",
      "  ./lab calibrate                    # 10 sittings, some 11 minutes",
      "  ./lab calibrate --sittings 40 --usual-way 20",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class CalibrateCommand implements Callable<Integer> {
  private static final int MOST = 500;

  @Option(
      names = "--sittings",
      paramLabel = "N",
      defaultValue = "10",
      description =
          "Sittings of one budget each, in which a variant is compared with itself and with itself made slower (default: ${DEFAULT-VALUE}).")
  private int sittings;

  @Option(
      names = "--usual-way",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "The same the usual way as well, one variant after the other in one JVM each: to see how wide those scatter (default: ${DEFAULT-VALUE}).")
  private int usualWay;

  @Option(
      names = "--workload",
      paramLabel = "NAME",
      description =
          "Workload to offer (default: that of the knob that makes slower, or the first).")
  private String workload;

  @Mixin private DesignOptions designOptions;
  @Mixin private DataOptions data;
  @Mixin private TargetOption targetOption;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Results folder (default: results/<time>-calibration).")
  private Path out;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    inRange("--sittings", sittings, 1);
    inRange("--usual-way", usualWay, 0);
    Target target = targetOption.read();
    target.demandStarted("./lab calibrate");
    Calibrating calibrating = new Calibrating(target, targetOption, designOptions, data, workload);
    PrintWriter err = spec.commandLine().getErr();
    ConsoleProgress progress = new ConsoleProgress(err, Running.entered());
    ResultsFolder folder =
        out == null ? ResultsFolder.reserve("calibration") : ResultsFolder.reserve(out);
    try {
      progress.step(
          (sittings + usualWay)
              + " sittings of "
              + Units.text(calibrating.budget())
              + ", each in a folder of its own below "
              + folder.path());
      Calibration calibration = calibrating.run(sittings, usualWay, folder, progress);
      PrintWriter console = spec.commandLine().getOut();
      console.println();
      console.print(CalibrationReport.terminal(calibration));
      console.println("calibration: " + folder.path().resolve(Calibrations.FILE));
      console.flush();
      return ExitCode.DONE;
    } catch (InterruptedException | TargetFailed | TrialFailed e) {
      err.println("lab: the sittings that came to their end are kept in " + folder.path());
      throw e;
    } finally {
      folder.dropIfUnused();
    }
  }

  private static void inRange(String option, int value, int least) {
    if (value < least || value > MOST) {
      throw new BadInput(option + " must be from " + least + " to " + MOST + ", but was " + value);
    }
  }
}
