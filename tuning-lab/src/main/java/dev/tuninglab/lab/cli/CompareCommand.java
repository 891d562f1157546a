package dev.tuninglab.lab.cli;

import dev.tuninglab.lab.experiment.Design;
import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.experiment.Gates;
import dev.tuninglab.lab.experiment.Network;
import dev.tuninglab.lab.experiment.Question;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.experiment.Variants;
import dev.tuninglab.lab.measure.Machine;
import dev.tuninglab.lab.report.Format;
import dev.tuninglab.lab.report.Result;
import dev.tuninglab.lab.report.ResultsFolder;
import dev.tuninglab.lab.target.Target;
import dev.tuninglab.lab.target.TargetFailed;
import dev.tuninglab.lab.trial.TrialFailed;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lab compare}: parse, check, schedule, run, analyse, report. */
@Command(
    name = "compare",
    description = {
      "Load variants side by side and say which is faster, and by how much.",
      "",
      "  ./lab compare pool=none,hikari",
      "  ./lab compare fetch --set pool.size=20 --budget 3m",
      "  ./lab compare pool=none,hikari --gate 'p95 ratio<1.05'",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class CompareCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "KNOB=A,B",
      arity = "1..*",
      description =
          "What to change, the first value being the baseline; a knob alone means all of its values. Several knobs: every combination.")
  private List<String> words;

  @Option(
      names = "--set",
      paramLabel = "KNOB=VALUE",
      description = "Set for all variants alike; may be repeated.")
  private List<String> settings = new ArrayList<>();

  @Option(
      names = "--workload",
      paramLabel = "NAME",
      description = "Workload to offer (default: the knob's own).")
  private String workload;

  @Mixin private DesignOptions designOptions;
  @Mixin private GateOptions gateOptions;
  @Mixin private NetworkOptions networkOptions;
  @Mixin private DataOptions data;
  @Mixin private TargetOption targetOption;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Results folder (default: results/<time>-<knobs>).")
  private Path out;

  @Option(
      names = "--dry-run",
      description = "Print the plan and what it can see on this machine; measure nothing.")
  private boolean dryRun;

  @Option(names = "--gatling-report", description = "Keep Gatling's own report as well.")
  private boolean gatlingReport;

  @Option(
      names = "--no-diagnosis",
      description = "Do not look into the variants for causes once all is measured.")
  private boolean noDiagnosis;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Target target = targetOption.read();
    Experiment experiment = experiment(target);
    if (dryRun) {
      spec.commandLine()
          .getOut()
          .print(
              PlanText.render(
                  experiment, Calibrations.note(Machine.here(), experiment), !noDiagnosis));
      spec.commandLine().getOut().flush();
      return ExitCode.DONE;
    }
    PrintWriter err = spec.commandLine().getErr();
    ConsoleProgress progress =
        new ConsoleProgress(err, entered(), Live.on(Lab.terminal(spec), err, experiment));
    ResultsFolder folder =
        out == null ? ResultsFolder.reserve(experiment.name()) : ResultsFolder.reserve(out);
    try {
      folder.write(experiment);
      progress.step(PlanText.line(experiment));
      Comparing.Measured measured = measured(experiment, target, folder, progress);
      Result result = measured.result();
      folder.write(folder.report(result, measured.recording()));
      return ReportCommand.show(result, folder, Format.ALL, spec);
    } catch (InterruptedException | TargetFailed | TrialFailed e) {
      if (folder.hasSlices()) {
        err.println(
            "lab: what was measured so far is kept in "
                + folder.path()
                + "; ./lab report "
                + folder.path());
      }
      throw e;
    } finally {
      folder.dropIfUnused();
    }
  }

  private Comparing.Measured measured(
      Experiment experiment, Target target, ResultsFolder folder, ConsoleProgress progress)
      throws Exception {
    try (progress) {
      return new Comparing(experiment, target, data, gatlingReport, !noDiagnosis, folder, progress)
          .run();
    }
  }

  /** What was asked, checked against the target. */
  Experiment experiment(Target target) {
    Map<String, String> common = Variants.settings(settings, target.knobs());
    List<Variant> variants = Variants.parse(words, common, target.knobs());
    Set<String> knobs = new LinkedHashSet<>(variants.get(0).settings().keySet());
    knobs.removeAll(common.keySet());
    String offered = workload == null ? target.workloadOf(List.copyOf(knobs)) : workload;
    boolean ownDatabases = target.needsOwnDatabases(variants, offered);
    Design design = designOptions.plan(variants.size(), target.rate(offered));
    Network network = networkOptions.network(target);
    Gates gates = gateOptions.gates();
    return new Experiment(
        String.join("+", knobs),
        command(design, network, gates),
        targetOption.asTyped(),
        variants,
        offered,
        design,
        data.text(target) + (ownDatabases ? ", a copy for each variant" : ""),
        network,
        gates,
        new Question.Compare());
  }

  /** Words that run the same again: what was decided is spelled out. */
  private List<String> command(Design design, Network network, Gates gates) {
    List<String> command = new ArrayList<>(List.of("compare"));
    command.addAll(words);
    settings.forEach(setting -> command.addAll(List.of("--set", setting)));
    if (workload != null) {
      command.addAll(List.of("--workload", workload));
    }
    if (!targetOption.isSample()) {
      command.addAll(List.of("--target", targetOption.asTyped()));
    }
    command.addAll(networkOptions.words(network));
    command.addAll(data.words());
    command.addAll(DesignOptions.words(design));
    command.addAll(GateOptions.words(gates));
    if (noDiagnosis) {
      command.add("--no-diagnosis");
    }
    return command;
  }

  /** The {@code lab} script notes when it was called; a build may have come in between. */
  static long entered() {
    return Long.getLong("lab.entered", System.currentTimeMillis());
  }
}
