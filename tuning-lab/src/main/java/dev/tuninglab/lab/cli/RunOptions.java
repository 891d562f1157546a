package dev.tuninglab.lab.cli;

import dev.tuninglab.lab.bench.Ceiling;
import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Design;
import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.experiment.Gates;
import dev.tuninglab.lab.experiment.Network;
import dev.tuninglab.lab.experiment.Question;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.experiment.Variants;
import dev.tuninglab.lab.target.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all commands have in common that run an experiment. */
final class RunOptions {
  @Mixin private SubjectOptions subjectOptions;
  @Mixin private DesignOptions designOptions;
  @Mixin private GateOptions gateOptions;
  @Mixin private FolderOptions folderOptions;

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

  /** By knob, the values that are to be told apart. */
  Map<String, List<String>> choices(List<String> words, Target target) {
    return new LinkedHashMap<>(Variants.choices(words, subject().common(target), target.knobs()));
  }

  /** The whole experiment, checked against the target. */
  Experiment experiment(Asked asked, Target target) {
    String offered = subjectOptions.workload(target.workloadOf(asked.knobs));
    Design design = design(asked, target, offered);
    Network network = subjectOptions.network(target);
    Ceiling.of(target).demand(design.mode());
    if (gatlingReport && design.injectors() > 1) {
      throw new BadInput("--gatling-report is of one generator; leave --injectors out");
    }
    Gates gates = gates(asked, target);
    return new Experiment(
        asked.name,
        command(asked, design, network, gates),
        subjectOptions.targetAsTyped(target),
        asked.variants,
        offered,
        design,
        subjectOptions.dataText(target, asked.variants, offered),
        network,
        gates,
        asked.question);
  }

  /** Those of the command line, else those that the target file has for comparisons. */
  private Gates gates(Asked asked, Target target) {
    return asked.question instanceof Question.Compare
        ? gateOptions.over(target.gates())
        : gateOptions.gates();
  }

  private Design design(Asked asked, Target target, String offered) {
    int variants = asked.variants.size();
    if (asked.question instanceof Question.Capacity) {
      return designOptions.planCapacity(variants);
    }
    return asked.question instanceof Question.Compare
        ? designOptions.plan(variants, target.rate(offered))
        : designOptions.plan(variants, asked.question.alive(), target.rate(offered));
  }

  /** Words that run the same again: what was decided is spelled out. */
  private List<String> command(Asked asked, Design design, Network network, Gates gates) {
    List<String> command = new ArrayList<>(List.of(asked.command));
    command.addAll(asked.words);
    command.addAll(subjectOptions.words(network));
    command.addAll(DesignOptions.words(design));
    command.addAll(users(asked.question));
    command.addAll(GateOptions.words(gates));
    if (noDiagnosis) {
      command.add("--no-diagnosis");
    }
    return command;
  }

  private static List<String> users(Question question) {
    return question instanceof Question.Capacity capacity && !capacity.users().isEmpty()
        ? List.of(
            "--users",
            capacity.users().stream().map(String::valueOf).collect(Collectors.joining(",")))
        : List.of();
  }

  DesignOptions design() {
    return designOptions;
  }

  SubjectOptions subject() {
    return subjectOptions;
  }

  FolderOptions folder() {
    return folderOptions;
  }

  boolean gatlingReport() {
    return gatlingReport;
  }

  boolean looksInside() {
    return !noDiagnosis;
  }
}
