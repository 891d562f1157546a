package dev.tuninglab.lab.report;

import dev.tuninglab.lab.analysis.Comparison;
import dev.tuninglab.lab.analysis.Contender;
import dev.tuninglab.lab.analysis.Drift;
import dev.tuninglab.lab.analysis.Judge;
import dev.tuninglab.lab.analysis.Judgement;
import dev.tuninglab.lab.analysis.Metric;
import dev.tuninglab.lab.analysis.Sample;
import dev.tuninglab.lab.analysis.SteadyState;
import dev.tuninglab.lab.experiment.Design;
import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.experiment.Mode;
import dev.tuninglab.lab.experiment.Question;
import dev.tuninglab.lab.experiment.Units;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.measure.AtCapacity;
import dev.tuninglab.lab.measure.Recording;
import dev.tuninglab.lab.measure.Sitting;
import dev.tuninglab.lab.measure.Slice;
import dev.tuninglab.lab.measure.Validity;
import dev.tuninglab.lab.why.Diagnosis;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Makes the result of a recording. */
public final class Results {
  /** Half-width of what counts as the same: a difference below 5% rarely pays for a change. */
  public static final double MARGIN = 0.05;

  private Results() {}

  /**
   * @param experiment what was asked
   * @param recording what was measured, just now or in a sitting of the past
   * @param sitting what happened besides
   * @param diagnosis what was seen inside of the variants afterwards
   */
  public static Result of(
      Experiment experiment, Recording recording, Sitting sitting, Diagnosis diagnosis) {
    Recording served = served(experiment, recording);
    Validity validity = Validity.of(experiment, recording, served, sitting.cores());
    List<String> warnings = new ArrayList<>();
    sitting.warning().ifPresent(warnings::add);
    warnings.addAll(sitting.warnings());
    warnings.addAll(validity.warnings());
    Map<String, Contender> contenders = contenders(experiment, recording);
    Judgement judgement = judge(experiment, contenders);
    boolean compares = experiment.question() instanceof Question.Compare;
    List<Result.ComparisonResult> comparisons =
        validity.reasons().isEmpty() ? comparisons(experiment, judgement) : List.of();
    if (validity.reasons().isEmpty() && compares) {
      drifts(experiment, contenders, warnings);
    }
    if (validity.reasons().isEmpty() && compares && comparisons.isEmpty()) {
      warnings.add(
          "too few rounds for an interval: "
              + Words.sample(rounds(experiment, recording), forks(recording))
              + ", but at least "
              + Judge.FEWEST_ROUNDS
              + " rounds in "
              + Judge.FEWEST_FORKS
              + " forks are needed; give a larger --budget");
    }
    List<Result.VariantResult> variants =
        experiment.variants().stream()
            .map(v -> VariantResults.of(v, served, sitting.cores(), diagnosis))
            .toList();
    Answer answer = answer(experiment, recording, sitting, diagnosis, validity.reasons().isEmpty());
    return new Result(
        Result.SCHEMA,
        experiment.name(),
        validity.reasons().isEmpty(),
        validity.reasons(),
        List.copyOf(warnings),
        sitting.machine(),
        LinkResults.of(sitting.links()),
        sitting.calibration().worthQuoting() ? sitting.calibration() : null,
        sitting.startedAt().toString(),
        experiment.command(),
        experiment.target(),
        experiment.data(),
        experiment.workload(),
        plan(experiment, recording, sitting),
        variants,
        comparisons,
        notClaimed(experiment, judgement),
        warmUps(experiment, recording),
        GateResults.of(
            experiment, recording, judgement, answer.capacity(), validity.reasons().isEmpty()),
        answer,
        Whys.of(
            variants,
            recording,
            comparisons,
            experiment.design().primary().name(),
            diagnosis,
            sitting.links()));
  }

  /** What clients were served: not what was tried on the way to a capacity, or beyond it. */
  private static Recording served(Experiment experiment, Recording recording) {
    return experiment.design().mode() instanceof Mode.Capacity capacity
        ? AtCapacity.of(recording, experiment.variants(), capacity.sla())
        : recording;
  }

  private static Answer answer(
      Experiment experiment,
      Recording recording,
      Sitting sitting,
      Diagnosis diagnosis,
      boolean valid) {
    if (experiment.question() instanceof Question.Matrix matrix) {
      return Answer.of(MatrixResults.of(experiment, matrix, recording, valid));
    }
    if (experiment.question() instanceof Question.Sweep sweep) {
      return Answer.of(
          SweepResults.of(
              experiment,
              sweep,
              recording,
              valid,
              sweep.pool() ? PoolRules.of(recording, sitting, diagnosis) : List.of()));
    }
    if (experiment.question() instanceof Question.Capacity capacity) {
      return Answer.of(CapacityResults.of(experiment, capacity, recording, valid));
    }
    return Answer.COMPARE;
  }

  /** What a recording says of all candidates; pure, and the same while it runs and afterwards. */
  public static Judgement judge(Experiment experiment, Recording recording) {
    return judge(experiment, contenders(experiment, recording));
  }

  private static Map<String, Contender> contenders(Experiment experiment, Recording recording) {
    Map<String, Contender> contenders = new LinkedHashMap<>();
    experiment.variants().forEach(v -> contenders.put(v.name(), recording.contender(v.name())));
    return contenders;
  }

  /** Of other questions than a comparison there is none: their answers are no pairs. */
  private static Judgement judge(Experiment experiment, Map<String, Contender> contenders) {
    Design design = experiment.design();
    if (!(experiment.question() instanceof Question.Compare)) {
      return new Judgement(List.of(), design.primary(), List.of(), List.of());
    }
    return new Judge(design.primary(), MARGIN, design.looks())
        .judge(
            contenders.get(experiment.baseline().name()),
            experiment.candidates().stream().map(c -> contenders.get(c.name())).toList());
  }

  private static void drifts(
      Experiment experiment, Map<String, Contender> contenders, List<String> warnings) {
    Metric primary = experiment.design().primary();
    Sample baseline = contenders.get(experiment.baseline().name()).all();
    for (Variant candidate : experiment.candidates()) {
      Drift.of(primary, baseline, contenders.get(candidate.name()).all())
          .filter(Drift::moved)
          .ifPresent(
              drift ->
                  warnings.add(
                      "the ratio of "
                          + candidate.name()
                          + " still moved while it was measured, by "
                          + Words.ratio(drift.change())
                          + " at "
                          + Words.percentile(primary.name())
                          + " from the first round of a fork to the last: it is not that of warm"
                          + " variants; a larger --budget warms up for longer"));
    }
  }

  private static Result.Plan plan(Experiment experiment, Recording recording, Sitting sitting) {
    Design design = experiment.design();
    return new Result.Plan(
        design.budget().toMillis() / 1_000.0,
        rounded(sitting.tookSeconds()),
        forks(recording),
        rounds(experiment, recording),
        design.slice().toMillis() / 1_000.0,
        design.mode() instanceof Mode.Latency ? recording.ratePerSecond() : null,
        arrivals(design.mode()),
        design.mode() instanceof Mode.Throughput closed ? closed.users() : null,
        design.precision(),
        design.seed(),
        design.primary().name(),
        MARGIN,
        design.injectors() == 1 ? null : design.injectors());
  }

  /** Null with users back to back. */
  private static String arrivals(Mode mode) {
    if (mode instanceof Mode.Latency latency) {
      return latency.arrivals().id();
    }
    return mode instanceof Mode.Capacity capacity ? capacity.arrivals().id() : null;
  }

  private static int forks(Recording recording) {
    return (int) recording.measured().mapToInt(Slice::fork).distinct().count();
  }

  private static int rounds(Experiment experiment, Recording recording) {
    return (int) recording.measured(experiment.baseline().name()).count();
  }

  private static List<Result.ComparisonResult> comparisons(
      Experiment experiment, Judgement judgement) {
    String baseline = experiment.baseline().name();
    return judgement.comparisons().stream().map(found -> comparison(baseline, found)).toList();
  }

  private static Result.ComparisonResult comparison(String baseline, Comparison found) {
    OptionalInt toDecide = found.forksToDecide();
    return new Result.ComparisonResult(
        baseline,
        found.candidate(),
        found.endpoint(),
        found.metric().name(),
        rounded(found.ratio()),
        rounded(found.low()),
        rounded(found.high()),
        found.confidence(),
        found.verdict().name().toLowerCase(Locale.ROOT),
        rounded(found.adjustedP()),
        rounded(found.smallestDifference()),
        toDecide.isPresent() ? toDecide.getAsInt() : null,
        found.rounds(),
        found.forks());
  }

  private static List<Result.NotClaimedResult> notClaimed(
      Experiment experiment, Judgement judgement) {
    String baseline = experiment.baseline().name();
    return judgement.notClaimed().stream()
        .map(
            n ->
                new Result.NotClaimedResult(
                    baseline,
                    n.candidate(),
                    n.endpoint(),
                    n.metric().name(),
                    n.requests(),
                    n.needed()))
        .toList();
  }

  /** By fork, in the order of the variants. */
  private static List<Result.WarmUpResult> warmUps(Experiment experiment, Recording recording) {
    Map<Integer, Map<String, List<Double>>> forks = new TreeMap<>();
    recording
        .warmUp()
        .filter(Slice::warmsUp)
        .forEach(
            slice ->
                forks
                    .computeIfAbsent(slice.fork(), fork -> new LinkedHashMap<>())
                    .computeIfAbsent(slice.variant(), variant -> new ArrayList<>())
                    .add(rounded(slice.microsPerRequest())));
    List<Result.WarmUpResult> all = new ArrayList<>();
    forks.forEach(
        (fork, variants) -> {
          for (Variant variant : experiment.variants()) {
            List<Double> curve = variants.getOrDefault(variant.name(), List.of());
            if (!curve.isEmpty()) {
              all.add(
                  new Result.WarmUpResult(variant.name(), fork, curve, SteadyState.reached(curve)));
            }
          }
        });
    return List.copyOf(all);
  }

  /** Four digits say all that a measurement here can. */
  static double rounded(double value) {
    return Units.rounded(value, 4);
  }
}
