package dev.tuninglab.lab.report;

import dev.tuninglab.gatling.Load;
import dev.tuninglab.lab.analysis.Estimate;
import dev.tuninglab.lab.analysis.Judge;
import dev.tuninglab.lab.analysis.Metric;
import dev.tuninglab.lab.analysis.capacity.Bracket;
import dev.tuninglab.lab.analysis.capacity.CapacityAnalysis;
import dev.tuninglab.lab.analysis.capacity.Scalability;
import dev.tuninglab.lab.analysis.capacity.Search;
import dev.tuninglab.lab.analysis.capacity.Step;
import dev.tuninglab.lab.experiment.Demand;
import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.experiment.Gate;
import dev.tuninglab.lab.experiment.Mode;
import dev.tuninglab.lab.experiment.Question;
import dev.tuninglab.lab.experiment.Rate;
import dev.tuninglab.lab.experiment.Sla;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.measure.Recording;
import dev.tuninglab.lab.measure.Slice;
import dev.tuninglab.lab.measure.Steps;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** Makes the answer of a search for capacities of its recording. */
final class CapacityResults {
  private final Experiment experiment;
  private final Question.Capacity question;
  private final Sla sla;
  private final Recording recording;

  private CapacityResults(Experiment experiment, Question.Capacity question, Recording recording) {
    this.experiment = experiment;
    this.question = question;
    this.sla = ((Mode.Capacity) experiment.design().mode()).sla();
    this.recording = recording;
  }

  static CapacityResult of(
      Experiment experiment, Question.Capacity question, Recording recording, boolean valid) {
    return new CapacityResults(experiment, question, recording).result(valid);
  }

  private CapacityResult result(boolean valid) {
    Map<String, List<Bracket>> brackets = new LinkedHashMap<>();
    for (Variant variant : experiment.variants()) {
      brackets.put(variant.name(), Bracket.of(Steps.of(recording, variant.name(), sla)));
    }
    Gate.Absolute latency = latency();
    return new CapacityResult(
        sla.text(),
        latency.metric().name(),
        latency.limit().value(),
        sla.step().toMillis() / 1_000.0,
        experiment.variants().stream()
            .map(variant -> held(variant.name(), brackets.get(variant.name()), valid))
            .toList(),
        valid ? ratios(brackets) : List.of());
  }

  private Gate.Absolute latency() {
    return sla.rules().stream()
        .filter(Gate.Absolute.class::isInstance)
        .map(Gate.Absolute.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private CapacityResult.HeldResult held(String variant, List<Bracket> brackets, boolean valid) {
    Optional<Estimate> estimate = valid ? CapacityAnalysis.of(brackets) : Optional.empty();
    String outcome = valid ? outcome(brackets, estimate.isPresent()) : "unknown";
    boolean found = outcome.equals("found");
    Double low = found ? Results.rounded(estimate.get().low()) : null;
    Double perSecond = perSecond(outcome, estimate);
    List<CapacityResult.TryResult> tries = tries(variant);
    return new CapacityResult.HeldResult(
        variant,
        outcome,
        perSecond,
        low,
        found ? Results.rounded(estimate.get().high()) : null,
        found ? Judge.CONFIDENCE : null,
        perSecond == null ? null : Results.rounded(perSecond * 86_400),
        brackets.stream().map(CapacityResults::bracket).toList(),
        tries,
        (int) tries.stream().filter(each -> !each.counts()).count(),
        machines(outcome.equals("atLeast") ? perSecond : low),
        scalability(variant),
        outcome.equals("unknown") ? why(brackets, valid) : null);
  }

  private static Double perSecond(String outcome, Optional<Estimate> estimate) {
    return switch (outcome) {
      case "found" -> Results.rounded(estimate.orElseThrow().value());
      case "atLeast" -> Rate.HIGHEST;
      default -> null;
    };
  }

  /** What most of the JVMs say, where they do not agree. */
  private static String outcome(List<Bracket> brackets, boolean estimated) {
    long highest = brackets.stream().filter(b -> b.held() >= Rate.HIGHEST).count();
    long nothing =
        brackets.stream().filter(b -> b.held() == 0 && b.failed() <= Search.LOWEST).count();
    if (highest > 0 && highest * 2 >= brackets.size()) {
      return "atLeast";
    }
    if (nothing > 0 && nothing * 2 >= brackets.size()) {
      return "none";
    }
    return estimated ? "found" : "unknown";
  }

  private static String why(List<Bracket> brackets, boolean valid) {
    if (!valid) {
      return MatrixResults.INVALID;
    }
    return "the search came to its end in "
        + brackets.stream().filter(Bracket::found).count()
        + " of "
        + brackets.size()
        + " forks, it takes "
        + Judge.FEWEST_FORKS
        + "; give a larger --budget";
  }

  private static CapacityResult.BracketResult bracket(Bracket bracket) {
    return new CapacityResult.BracketResult(
        bracket.fork(),
        Results.rounded(bracket.held()),
        Double.isInfinite(bracket.failed()) ? null : Results.rounded(bracket.failed()),
        bracket.found());
  }

  private List<CapacityResult.TryResult> tries(String variant) {
    Steps steps = new Steps(sla);
    Metric metric = latency().metric();
    List<CapacityResult.TryResult> tries = new ArrayList<>();
    recording
        .measured(variant)
        .filter(slice -> slice.load() instanceof Load.Open)
        .forEach(
            slice -> {
              Histogram latencies = slice.fromScheduled();
              boolean any = latencies.getTotalCount() > 0;
              Optional<Step> step = steps.judge(slice);
              tries.add(
                  new CapacityResult.TryResult(
                      slice.fork(),
                      Results.rounded(((Load.Open) slice.load()).ratePerSecond()),
                      Results.rounded(perSecond(slice)),
                      any ? (double) latencies.getValueAtPercentile(50) : null,
                      any ? figure(metric, latencies) : null,
                      step.map(Step::held).orElse(false),
                      step.isPresent()));
            });
    return tries;
  }

  private static double figure(Metric metric, Histogram latencies) {
    return metric instanceof Metric.Percentile percentile
        ? latencies.getValueAtPercentile(percentile.percent())
        : Results.rounded(latencies.getMean());
  }

  private static double perSecond(Slice slice) {
    return slice.completed() / (slice.report().elapsedNanos() / 1e9);
  }

  private List<CapacityResult.MachinesResult> machines(Double each) {
    List<CapacityResult.MachinesResult> machines = new ArrayList<>();
    for (Demand demand : question.demands()) {
      machines.add(
          new CapacityResult.MachinesResult(
              demand.text(),
              Results.rounded(demand.perSecond()),
              each == null ? null : (long) Math.ceil(demand.perSecond() / each)));
    }
    return machines;
  }

  /** Null where no numbers of users were tried, or too few of them. */
  private CapacityResult.ScalabilityResult scalability(String variant) {
    Map<Integer, List<Double>> byUsers = new TreeMap<>();
    recording
        .measured(variant)
        .filter(slice -> slice.load() instanceof Load.Closed && slice.completed() > 0)
        .forEach(
            slice ->
                byUsers
                    .computeIfAbsent(
                        ((Load.Closed) slice.load()).users(), users -> new ArrayList<>())
                    .add(perSecond(slice)));
    if (byUsers.size() < Scalability.FEWEST_POINTS) {
      return null;
    }
    List<Scalability.Point> points = new ArrayList<>();
    byUsers.forEach(
        (users, rates) ->
            points.add(
                new Scalability.Point(
                    users, rates.stream().mapToDouble(rate -> rate).average().orElseThrow())));
    Scalability law = Scalability.fit(points);
    Double peak = law.usersAtPeak().isPresent() ? law.usersAtPeak().getAsDouble() : null;
    return new CapacityResult.ScalabilityResult(
        Results.rounded(law.lambda()),
        Results.rounded(law.sigma()),
        Results.rounded(law.kappa()),
        Results.rounded(law.unexplained()),
        peak == null ? null : Results.rounded(peak),
        peak == null ? null : Results.rounded(law.at(peak)),
        points.stream()
            .map(
                point ->
                    new CapacityResult.UsersResult(
                        (int) point.users(),
                        Results.rounded(point.perSecond()),
                        Results.rounded(law.at(point.users()))))
            .toList());
  }

  private List<CapacityResult.CapacityRatioResult> ratios(Map<String, List<Bracket>> brackets) {
    String baseline = experiment.baseline().name();
    Map<String, List<Bracket>> candidates = new LinkedHashMap<>(brackets);
    List<Bracket> ofBaseline = candidates.remove(baseline);
    return CapacityAnalysis.compare(ofBaseline, candidates, Results.MARGIN).stream()
        .map(
            ratio ->
                new CapacityResult.CapacityRatioResult(
                    baseline,
                    ratio.candidate(),
                    Results.rounded(ratio.estimate().value()),
                    Results.rounded(ratio.estimate().low()),
                    Results.rounded(ratio.estimate().high()),
                    Judge.CONFIDENCE,
                    ratio.verdict().name().toLowerCase(Locale.ROOT),
                    Results.rounded(ratio.adjustedP()),
                    ratio.forks()))
        .toList();
  }
}
