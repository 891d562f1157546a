package dev.tuninglab.lab.cli;

import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.ExitCode;
import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.experiment.WholeFile;
import dev.tuninglab.lab.report.Format;
import dev.tuninglab.lab.report.Histories;
import dev.tuninglab.lab.report.History;
import dev.tuninglab.lab.report.HistoryPage;
import dev.tuninglab.lab.report.HistoryText;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lab history}: one experiment over time. */
@Command(
    name = "history",
    description = {
      "Show the stored runs of one experiment over time, and mark where the ratio changed.",
      "",
      "  ./lab history --name pool",
      "  ./lab history results/monday results/tuesday --out trend.html",
      ""
    },
    mixinStandardHelpOptions = true)
final class HistoryCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DIR",
      arity = "0..*",
      description = "Results folders, or folders that hold such (default: results).")
  private List<Path> folders = List.of();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Only runs of this experiment: pool (default: that of the latest run).")
  private String name;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The page (default: history-<name>.html beside the runs).")
  private Path out;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    List<Path> asked = folders.isEmpty() ? List.of(Path.of("results")) : folders;
    List<Path> runs = new ArrayList<>();
    asked.forEach(folder -> runs.addAll(runs(folder)));
    List<Path> chosen = runs.stream().distinct().filter(this::isOfThatName).toList();
    if (chosen.isEmpty()) {
      throw new BadInput(
          "there is no run"
              + (name == null ? "" : " of an experiment named '" + name + "'")
              + " in "
              + String.join(", ", asked.stream().map(Path::toString).toList())
              + "; ./lab compare leaves such folders below results/");
    }
    History history = Histories.of(chosen, Calibrations::spreads);
    Path page = out == null ? beside(chosen.get(0), history) : out;
    try {
      WholeFile.write(page, HistoryPage.render(history));
    } catch (UncheckedIOException e) {
      throw new BadInput("--out " + page + " cannot be written: " + e.getCause().getMessage(), e);
    }
    PrintWriter console = spec.commandLine().getOut();
    console.print(HistoryText.render(history));
    console.println("page: " + page);
    console.flush();
    return ExitCode.DONE;
  }

  /** Itself, or those in it. */
  private static List<Path> runs(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new BadInput(
          folder
              + (Files.exists(folder) ? " is a file" : " does not exist")
              + "; a results folder is needed, as ./lab compare leaves below results/");
    }
    if (isRun(folder)) {
      return List.of(folder);
    }
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.filter(HistoryCommand::isRun).sorted().toList();
    } catch (IOException e) {
      throw new BadInput(folder + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static boolean isRun(Path folder) {
    return Files.isRegularFile(folder.resolve(Format.JSON.file()))
        || Files.isRegularFile(folder.resolve(Experiment.FILE));
  }

  private boolean isOfThatName(Path folder) {
    return name == null || Histories.isOf(name, folder);
  }

  private static Path beside(Path run, History history) {
    String file = "history-" + history.asked().get("experiment").replaceAll("[^\\w.+-]", "_");
    return run.resolveSibling(file + ".html");
  }
}
