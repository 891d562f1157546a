package dev.tuninglab.lab.cli;

import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Design;
import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.experiment.Gates;
import dev.tuninglab.lab.experiment.Network;
import dev.tuninglab.lab.experiment.Question;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.experiment.Variants;
import dev.tuninglab.lab.target.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all commands have in common that run an experiment. */
final class RunOptions {
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
      names = "--resume",
      paramLabel = "DIR",
      description =
          "Go on where a run of this command was stopped, or crashed: with its plan, in its folder.")
  private Path resume;

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

  /** What is to be asked of which variants. */
  record Asked(
      String command,
      List<String> words,
      String name,
      List<Variant> variants,
      List<String> knobs,
      Question question) {}

  /** The names of a knob's command line: what is told apart, and what is set for all. */
  Map<String, String> common(Target target) {
    return Variants.settings(settings, target.knobs());
  }

  /** By knob, the values that are to be told apart. */
  Map<String, List<String>> choices(List<String> words, Target target) {
    return new LinkedHashMap<>(Variants.choices(words, common(target), target.knobs()));
  }

  /** The whole experiment, checked against the target. */
  Experiment experiment(Asked asked, Target target) {
    String offered = workload == null ? target.workloadOf(asked.knobs) : workload;
    boolean ownDatabases = target.needsOwnDatabases(asked.variants, offered);
    Design design = design(asked, target, offered);
    Network network = networkOptions.network(target);
    Gates gates = gateOptions.gates();
    return new Experiment(
        asked.name,
        command(asked, design, network, gates),
        targetOption.asTyped(),
        asked.variants,
        offered,
        design,
        data.text(target) + (ownDatabases ? ", a copy for each variant" : ""),
        network,
        gates,
        asked.question);
  }

  private Design design(Asked asked, Target target, String offered) {
    int variants = asked.variants.size();
    return asked.question instanceof Question.Compare
        ? designOptions.plan(variants, target.rate(offered))
        : designOptions.plan(variants, asked.question.alive(), target.rate(offered));
  }

  /** Words that run the same again: what was decided is spelled out. */
  private List<String> command(Asked asked, Design design, Network network, Gates gates) {
    List<String> command = new ArrayList<>(List.of(asked.command));
    command.addAll(asked.words);
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

  Target target() {
    return targetOption.read();
  }

  DataOptions data() {
    return data;
  }

  Path out() {
    return out;
  }

  Path resume() {
    return resume;
  }

  boolean dryRun() {
    return dryRun;
  }

  boolean gatlingReport() {
    return gatlingReport;
  }

  boolean looksInside() {
    return !noDiagnosis;
  }

  /**
   * Whether to go on with an earlier run rather than to begin one.
   *
   * @param words what the user asked for
   * @throws BadInput if there is nothing to do, or both
   */
  boolean resumes(List<String> words) {
    if (resume != null && words != null && !words.isEmpty()) {
      throw new BadInput(
          "--resume goes on with what "
              + resume
              + " asked for; leave "
              + String.join(" ", words)
              + " out");
    }
    return resume != null;
  }
}
