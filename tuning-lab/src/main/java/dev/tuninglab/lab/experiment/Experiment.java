package dev.tuninglab.lab.experiment;

import java.util.List;

/**
 * What was asked, complete enough to run it again.
 *
 * @param name the knobs compared: {@code pool}, or {@code pool+fetch}
 * @param command the words after {@code lab} that reproduce it, seed included
 * @param target the target file, as the user would name it
 * @param variants the contenders; the first is the baseline
 * @param workload the name of the workload that is offered
 * @param design how it is measured
 * @param data which data the subjects see: {@code small, seed 1}, or another database
 * @param network what lies between generator, subjects and database
 * @param gates the rules that its result has to keep
 * @param question what it is to find out
 */
public record Experiment(
    String name,
    List<String> command,
    String target,
    List<Variant> variants,
    String workload,
    Design design,
    String data,
    Network network,
    Gates gates,
    Question question) {
  public static final String FILE = "experiment.json";

  public Experiment {
    command = List.copyOf(command);
    variants = List.copyOf(variants);
    if (gates == null) {
      throw new BadInput("gates must not be null");
    }
    boolean capacity = design.mode() instanceof Mode.Capacity;
    for (Gate gate : gates.rules()) {
      if ((gate instanceof Gate.Capacity) != capacity) {
        throw new BadInput(
            "--gate '"
                + gate.text()
                + (capacity
                    ? "': where capacities are looked for, gates are of capacity and 'capacity"
                        + " ratio', such as 'capacity>200/s'"
                    : "' needs ./lab capacity, or ./lab compare --mode capacity"));
      }
    }
  }

  /** A comparison whose result has to keep no rules. */
  public Experiment(
      String name,
      List<String> command,
      String target,
      List<Variant> variants,
      String workload,
      Design design,
      String data,
      Network network) {
    this(
        name,
        command,
        target,
        variants,
        workload,
        design,
        data,
        network,
        Gates.NONE,
        new Question.Compare());
  }

  /** The same with other rules. */
  public Experiment with(Gates others) {
    return new Experiment(
        name, command, target, variants, workload, design, data, network, others, question);
  }

  /** The same measured in another way. */
  public Experiment measuredBy(Design other) {
    return new Experiment(
        name, command, target, variants, workload, other, data, network, gates, question);
  }

  /** Which variants are alive in which fork. */
  public Blocks blocks() {
    return Blocks.of(variants, question.alive(), design.forks(), design.seed());
  }

  /** Those of the last planned fork, which are still there when all is measured. */
  public List<Variant> aliveAtTheEnd() {
    return blocks().alive(design.forks(), variants);
  }

  public Variant baseline() {
    return variants.get(0);
  }

  /** The same of the baseline and one candidate, as if the others had not been asked for. */
  public Experiment between(Variant candidate) {
    return new Experiment(
        name,
        command,
        target,
        List.of(baseline(), candidate),
        workload,
        design,
        data,
        network,
        gates,
        question);
  }

  public List<Variant> candidates() {
    return variants.subList(1, variants.size());
  }
}
