package dev.tuninglab.lab.cli;

import dev.tuninglab.lab.experiment.ExitCode;
import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.measure.Machine;
import dev.tuninglab.lab.report.Format;
import dev.tuninglab.lab.report.Result;
import dev.tuninglab.lab.report.ResultsFolder;
import dev.tuninglab.lab.target.Target;
import dev.tuninglab.lab.target.TargetFailed;
import dev.tuninglab.lab.trial.InjectionPlan;
import dev.tuninglab.lab.trial.TrialFailed;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/** Runs an experiment that was asked for, and shows what it found. */
final class Running {
  private final CommandSpec spec;
  private final RunOptions options;

  Running(CommandSpec spec, RunOptions options) {
    this.spec = spec;
    this.options = options;
  }

  /** From the beginning, or only its plan. */
  int run(Experiment experiment, Target target) throws Exception {
    if (options.folder().dryRun()) {
      PrintWriter out = spec.commandLine().getOut();
      out.print(
          PlanText.render(
              experiment,
              target.isStarted(),
              Calibrations.note(Machine.here(), experiment),
              options.looksInside()));
      out.flush();
      return ExitCode.DONE;
    }
    ResultsFolder folder = options.folder().reserve(experiment.name());
    try {
      folder.write(experiment);
      return run(experiment, target, options, folder, Resumed.nothing(experiment));
    } finally {
      folder.dropIfUnused();
    }
  }

  /** Its timetable for injectors on other machines, into a file. */
  int writePlan(Path file, Experiment experiment, Target target) {
    InjectionPlan plan = PlanForInjectors.of(experiment, target);
    PlanForInjectors.write(file, plan);
    PrintWriter out = spec.commandLine().getOut();
    out.println(PlanText.line(experiment));
    out.println(PlanForInjectors.line(plan));
    out.println(
        "written: " + file + "; next, for each of N injectors and all at the same instant:");
    out.println("./lab inject --plan " + file + " --share 0/N --at INSTANT --out shares");
    out.flush();
    return ExitCode.DONE;
  }

  /** On from where the run in a folder ended. */
  int resume() throws Exception {
    Resumed.Run run = Resumed.read(options.folder().resume(), spec.name());
    return run(
        run.experiment(),
        run.target(),
        run.options(),
        ResultsFolder.open(options.folder().resume()),
        run.resumed());
  }

  private int run(
      Experiment experiment, Target target, RunOptions asked, ResultsFolder folder, Resumed resumed)
      throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    ConsoleProgress progress =
        new ConsoleProgress(
            err, entered(), Live.on(Lab.terminal(spec), err, experiment), resumed.warnings());
    try {
      Comparing comparing = new Comparing(experiment, target, asked, folder, progress, resumed);
      Comparing.Measured measured = measured(comparing, experiment, progress);
      Result result = measured.result();
      folder.write(folder.report(result, measured.recording()));
      return ReportCommand.show(result, folder, Format.ALL, spec);
    } catch (InterruptedException | TargetFailed | TrialFailed e) {
      if (folder.hasSlices()) {
        err.println(kept(folder, spec.name()));
      }
      throw e;
    }
  }

  /** What becomes of what was measured before a run ended early. */
  static String kept(ResultsFolder folder, String command) {
    return "lab: what was measured so far is kept in "
        + folder.path()
        + "; ./lab report "
        + folder.path()
        + " judges it, ./lab "
        + command
        + " --resume "
        + folder.path()
        + " goes on";
  }

  private static Comparing.Measured measured(
      Comparing comparing, Experiment experiment, ConsoleProgress progress) throws Exception {
    try (progress) {
      progress.step(PlanText.line(experiment));
      return comparing.run();
    }
  }

  /** The {@code lab} script notes when it was called; a build may have come in between. */
  static long entered() {
    return Long.getLong("lab.entered", System.currentTimeMillis());
  }
}
