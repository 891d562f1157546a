package dev.tuninglab.lab.cli;

import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.ExitCode;
import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.experiment.Mode;
import dev.tuninglab.lab.experiment.StoredJson;
import dev.tuninglab.lab.measure.Machine;
import dev.tuninglab.lab.measure.StoredRun;
import dev.tuninglab.lab.report.Diff;
import dev.tuninglab.lab.report.DiffText;
import dev.tuninglab.lab.report.Diffs;
import dev.tuninglab.lab.report.SittingSpreads;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lab diff}: one run against another. */
@Command(
    name = "diff",
    description = {
      "Compare two stored runs, variant by variant. They were different sittings: one run side by"
          + " side says more.",
      "",
      "  ./lab diff results/20261124-100000-pool results/20261125-100000-pool",
      ""
    },
    mixinStandardHelpOptions = true)
final class DiffCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR1", description = "Results folder of the first run.")
  private Path first;

  @Parameters(paramLabel = "DIR2", description = "Results folder of the second run.")
  private Path second;

  @Option(names = "--json", description = "Print JSON instead of the table.")
  private boolean json;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    StoredRun one = StoredRun.read(first);
    StoredRun other = StoredRun.read(second);
    if (sameFolder()) {
      throw new BadInput(
          "diff needs two results folders, but " + first + " and " + second + " are the same");
    }
    refuseCapacity(one, first);
    refuseCapacity(other, second);
    Diff diff = Diffs.of(one, other, List.of(first.toString(), second.toString()), spreads(other));
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? StoredJson.write(diff) : DiffText.render(diff));
    out.flush();
    return diff.valid() ? ExitCode.DONE : ExitCode.INVALID;
  }

  private static void refuseCapacity(StoredRun run, Path folder) {
    if (run.experiment().design().mode() instanceof Mode.Capacity) {
      throw new BadInput(
          "diff sets latencies against each other, but "
              + folder
              + " looked for a capacity; two of them side by side: ./lab compare --mode capacity");
    }
  }

  /** Of the machine of the second run; when the first had another, that is said. */
  private static SittingSpreads spreads(StoredRun run) {
    Machine machine = run.sitting().machine();
    Experiment experiment = run.experiment();
    return machine == null
        ? SittingSpreads.UNKNOWN
        : Calibrations.spreads(machine, experiment.target(), experiment.workload());
  }

  private boolean sameFolder() {
    try {
      return Files.isSameFile(first, second);
    } catch (IOException e) {
      throw new BadInput(first + " or " + second + " cannot be read: " + e.getMessage(), e);
    }
  }
}
