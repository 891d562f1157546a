package dev.tuninglab.lab.cli;

import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.ExitCode;
import dev.tuninglab.lab.experiment.GameDay;
import dev.tuninglab.lab.experiment.StoredJson;
import dev.tuninglab.lab.fault.FaultFailed;
import dev.tuninglab.lab.fault.Permission;
import dev.tuninglab.lab.measure.Recording;
import dev.tuninglab.lab.measure.StoredGameDay;
import dev.tuninglab.lab.report.Format;
import dev.tuninglab.lab.report.GameDayResults;
import dev.tuninglab.lab.report.Report;
import dev.tuninglab.lab.report.Result;
import dev.tuninglab.lab.report.ResultsFolder;
import dev.tuninglab.lab.report.TerminalReport;
import dev.tuninglab.lab.target.Target;
import dev.tuninglab.lab.target.TargetFailed;
import dev.tuninglab.lab.trial.TrialFailed;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** Has a game day that was asked for, and shows what it found. */
final class GameDayRunning {
  private final CommandSpec spec;
  private final FolderOptions options;

  GameDayRunning(CommandSpec spec, FolderOptions options) {
    this.spec = spec;
    this.options = options;
  }

  /** From the beginning, or only its plan. */
  int run(GameDay asked, Target target, DataOptions data) throws Exception {
    Permission.demand(asked.scenario(), data.whose(target));
    if (options.dryRun()) {
      StringBuilder plan = new StringBuilder();
      GameDayPlan.lines(asked).forEach(line -> TerminalReport.wrap(plan, "", line));
      PrintWriter out = spec.commandLine().getOut();
      out.print(plan);
      out.flush();
      return ExitCode.DONE;
    }
    ResultsFolder folder = options.reserve(asked.name());
    try {
      folder.write(GameDay.FILE, StoredJson.write(asked));
      return have(asked, null, target, data, folder);
    } finally {
      folder.dropIfUnused();
    }
  }

  /** As it was asked for then; days that were broken off are had anew. */
  int resume() throws Exception {
    Path path = options.resume();
    if (!StoredGameDay.isOne(path)) {
      throw new BadInput(path + " holds no game day: it has no " + GameDay.FILE);
    }
    StoredGameDay earlier = StoredGameDay.read(path);
    GameDay asked = earlier.asked();
    Resumed.sameMachine(earlier.sitting(), path);
    if (earlier.whole(path).size() == asked.variants().size()) {
      throw new BadInput(
          path + " has no day left to have; ./lab report " + path + " makes its reports");
    }
    SubjectOptions then = ((GameDayCommand) Resumed.asTyped(asked.command())).subject();
    Target target = then.target();
    Permission.demand(asked.scenario(), then.data().whose(target));
    forgetBroken(earlier, path);
    return have(asked, earlier, target, then.data(), ResultsFolder.open(path));
  }

  private static void forgetBroken(StoredGameDay earlier, Path path) throws IOException {
    GameDay asked = earlier.asked();
    for (int i = 0; i < asked.variants().size(); i++) {
      String name = asked.variants().get(i).name();
      if (earlier.whole(path).stream().noneMatch(day -> day.variant().equals(name))) {
        Files.deleteIfExists(path.resolve(StoredGameDay.dayFile(i + 1)));
        Files.deleteIfExists(path.resolve(StoredGameDay.ledgerFile(i + 1)));
      }
    }
  }

  private int have(
      GameDay asked, StoredGameDay earlier, Target target, DataOptions data, ResultsFolder folder)
      throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    try {
      try (ConsoleProgress progress = new ConsoleProgress(err, Running.entered())) {
        progress.step(GameDayPlan.lines(asked).get(0));
        new GameDaying(asked, earlier, target, data, folder, progress).run();
      }
      return show(folder, asked, Format.ALL, spec);
    } catch (InterruptedException | TargetFailed | TrialFailed | FaultFailed e) {
      if (folder.holds(StoredGameDay.dayFile(1))) {
        err.println(Running.kept(folder, "gameday"));
      }
      throw e;
    }
  }

  /** Makes the result of what is in the folder, and prints it. */
  static int show(ResultsFolder folder, GameDay asked, List<Format> formats, CommandSpec spec) {
    StoredGameDay stored = StoredGameDay.read(folder.path());
    Result result = GameDayResults.of(asked, stored.days(), stored.sitting());
    // Slices are of no use to a reader here: the parts of the days say more.
    List<Format> useful = formats.stream().filter(format -> format != Format.CSV).toList();
    folder.write(new Report(result, new Recording(0, List.of()), Map.of()), useful);
    return ReportCommand.show(result, folder, useful, spec);
  }
}
