package dev.tuninglab.lab.cli;

import dev.tuninglab.lab.analysis.capacity.Search;
import dev.tuninglab.lab.diagnosis.LookPlan;
import dev.tuninglab.lab.experiment.Blocks;
import dev.tuninglab.lab.experiment.CapacityPlan;
import dev.tuninglab.lab.experiment.Design;
import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.experiment.Fraction;
import dev.tuninglab.lab.experiment.Gate;
import dev.tuninglab.lab.experiment.Gates;
import dev.tuninglab.lab.experiment.Mode;
import dev.tuninglab.lab.experiment.Question;
import dev.tuninglab.lab.experiment.Units;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.measure.CalibrationNote;
import dev.tuninglab.lab.report.CalibrationText;
import dev.tuninglab.lab.report.TerminalReport;
import dev.tuninglab.lab.report.Words;
import java.util.Optional;
import java.util.stream.Collectors;

/** The plan of a comparison in words, before anything has run. */
final class PlanText {
  private PlanText() {}

  /**
   * For {@code --dry-run}.
   *
   * @param started whether the lab starts the subjects
   * @param looksInside whether causes are looked for once all is measured
   */
  static String render(
      Experiment experiment, boolean started, CalibrationNote calibration, boolean looksInside) {
    Design design = experiment.design();
    StringBuilder out = new StringBuilder();
    wrap(out, line(experiment));
    wrap(
        out,
        "variants: "
            + experiment.variants().stream().map(Variant::name).collect(Collectors.joining(", ")));
    wrap(out, "workload: " + experiment.workload() + "; " + experiment.data());
    wrap(
        out,
        "each fork: "
            + (started ? "fresh JVMs" : "the same processes, which the lab has not started")
            + ", a warm-up of at most "
            + Units.text(design.warmUpAtMost())
            + ", then "
            + measuring(design));
    if (experiment.question() instanceof Question.Capacity capacity
        && !capacity.users().isEmpty()) {
      wrap(
          out,
          "then users back to back, "
              + Units.text(CapacityPlan.USERS_SLICE)
              + " each: "
              + capacity.users().stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }
    if (design.precision() != null) {
      wrap(
          out,
          "ends as soon as the interval of "
              + Words.percentile(design.primary().name())
              + " reaches no further than "
              + Units.percent(design.precision())
              + ", looked at after each fork from fork "
              + Design.FIRST_LOOK
              + " on");
    }
    blocks(experiment).ifPresent(text -> wrap(out, text));
    if (experiment.question() instanceof Question.Matrix matrix) {
      matrix.fraction().ifPresent(fraction -> wrap(out, fraction(matrix, fraction)));
    }
    if (looksInside && experiment.question().looksInside()) {
      wrap(out, look(experiment));
    }
    Gates gates = experiment.gates();
    if (!gates.rules().isEmpty()) {
      String rules = gates.rules().stream().map(Gate::text).collect(Collectors.joining(", "));
      wrap(out, "gates: " + rules + "; one that cannot be decided: " + gates.undecided().text());
    }
    if (experiment.question() instanceof Question.Compare) {
      wrap(out, sees(experiment, calibration));
    }
    return out.toString();
  }

  private static String measuring(Design design) {
    String share = Units.text(design.budget().dividedBy(design.forks()));
    if (design.mode() instanceof Mode.Capacity capacity) {
      return "a staircase of rates and halves of what is left, every step tried until two tries"
          + " agree or one is clear, for "
          + Units.text(capacity.sla().step())
          + " or as many requests as the SLA needs, until the rate is known to "
          + Math.round(100 * (Search.NARROW - 1))
          + "% or "
          + share
          + " are spent";
    }
    return "rounds until " + share + " are spent, at least " + Design.FEWEST_ROUNDS;
  }

  /** How those that are not all alive at once take turns; empty when they are. */
  private static Optional<String> blocks(Experiment experiment) {
    int variants = experiment.variants().size();
    int groups = Blocks.forksInAPass(variants, experiment.question().alive());
    return groups == 1
        ? Optional.empty()
        : Optional.of(
            "alive at once: "
                + experiment.blocks().forks().get(0).size()
                + " of "
                + variants
                + ", dealt anew for each pass of "
                + groups
                + " forks; every variant has "
                + experiment.design().forks() / groups
                + " JVMs");
  }

  private static String fraction(Question.Matrix matrix, Fraction fraction) {
    return matrix.runs()
        + " of "
        + matrix.all()
        + " combinations: a fraction of resolution "
        + fraction.roman()
        + ", "
        + String.join(", ", fraction.generatorTexts(matrix.factors()));
  }

  /** What comes on top of the budget. */
  static String look(Experiment experiment) {
    int variants = experiment.aliveAtTheEnd().size();
    long seconds = LookPlan.of(experiment.design().budget(), variants).length(variants).toSeconds();
    return "afterwards, on top of the budget: about "
        + seconds
        + "s in all to look into the variants for causes (--no-diagnosis leaves it out)";
  }

  private static String sees(Experiment experiment, CalibrationNote calibration) {
    Design design = experiment.design();
    if (!calibration.worthQuoting()) {
      return "what this can see is not known: this machine is not calibrated for this target"
          + " (./lab calibrate)";
    }
    String other =
        calibration.workload().equals(experiment.workload())
            ? ""
            : ", which was made under workload " + calibration.workload() + ": take it as a hint";
    return Units.text(design.budget())
        + " can see "
        + CalibrationText.sees(calibration, design.forks(), experiment.candidates().size())
        + ", by the calibration of "
        + calibration.startedAt().substring(0, 10)
        + other;
  }

  /** The first line that a run prints. */
  static String line(Experiment experiment) {
    Design design = experiment.design();
    int variants = experiment.variants().size();
    StringBuilder text =
        new StringBuilder()
            .append(variants)
            .append(variants == 1 ? " variant, " : " variants, ")
            .append(design.precision() == null ? "" : "at most ")
            .append(design.forks())
            .append(" forks within ")
            .append(Units.text(design.budget()))
            .append(design.mode() instanceof Mode.Capacity ? ", steps of " : ", slices of ")
            .append(Units.text(design.slice()))
            .append(", ")
            .append(load(design.mode()))
            .append(design.injectors() == 1 ? "" : ", " + design.injectors() + " injectors")
            .append(", seed ")
            .append(design.seed());
    experiment
        .network()
        .links()
        .forEach((place, link) -> text.append(", " + place + " at " + link.text()));
    return text.toString();
  }

  private static String load(Mode mode) {
    if (mode instanceof Mode.Capacity capacity) {
      return "the highest rate with " + capacity.sla().text();
    }
    return mode instanceof Mode.Latency latency
        ? "rate " + latency.offered().text()
        : ((Mode.Throughput) mode).users() + " users";
  }

  private static void wrap(StringBuilder out, String text) {
    TerminalReport.wrap(out, "", text);
  }
}
