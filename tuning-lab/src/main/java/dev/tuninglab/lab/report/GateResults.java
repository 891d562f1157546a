package dev.tuninglab.lab.report;

import dev.tuninglab.lab.analysis.Comparison;
import dev.tuninglab.lab.analysis.Estimate;
import dev.tuninglab.lab.analysis.Judge;
import dev.tuninglab.lab.analysis.Judgement;
import dev.tuninglab.lab.analysis.Looks;
import dev.tuninglab.lab.analysis.Metric;
import dev.tuninglab.lab.analysis.NotClaimed;
import dev.tuninglab.lab.analysis.Outcome;
import dev.tuninglab.lab.analysis.Sample;
import dev.tuninglab.lab.analysis.Share;
import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.experiment.Gate;
import dev.tuninglab.lab.experiment.Gates;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.measure.Recording;
import dev.tuninglab.lab.measure.Slice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Holds a recording to the gates of its experiment. */
final class GateResults {
  private final Experiment experiment;
  private final Recording recording;
  private final Judgement judgement;
  private final CapacityResult capacity;
  private final Looks looks;

  private GateResults(
      Experiment experiment, Recording recording, Judgement judgement, CapacityResult capacity) {
    this.experiment = experiment;
    this.recording = recording;
    this.judgement = judgement;
    this.capacity = capacity;
    this.looks = experiment.design().looks();
  }

  /**
   * By gate and variant.
   *
   * @param capacity null where none was looked for
   * @param valid whether the recording may be judged at all; if not, no gate is decided
   */
  static List<Result.GateResult> of(
      Experiment experiment,
      Recording recording,
      Judgement judgement,
      CapacityResult capacity,
      boolean valid) {
    GateResults results = new GateResults(experiment, recording, judgement, capacity);
    List<Result.GateResult> all = new ArrayList<>();
    for (Gate gate : experiment.gates().rules()) {
      for (Variant variant : gate.compares() ? experiment.candidates() : experiment.variants()) {
        for (String endpoint : results.endpoints(gate, variant.name())) {
          Found found =
              valid
                  ? results.find(gate, variant.name(), endpoint)
                  : Found.nothing("the measurement is invalid");
          all.add(results.result(gate, variant.name(), endpoint, found));
        }
      }
    }
    return List.copyOf(all);
  }

  /**
   * @param estimate null when there is none
   * @param why there is none, or what it would take; may be null
   */
  private record Found(Estimate estimate, String why) {
    static Found nothing(String why) {
      return new Found(null, why);
    }
  }

  /** Null stands for all together: alone, but for gates of each where there are several. */
  private List<String> endpoints(Gate gate, String variant) {
    if (!(gate instanceof Gate.Ratio ratio) || !ratio.each()) {
      return Collections.singletonList(null);
    }
    List<String> named =
        Stream.concat(
                judgement.comparisons().stream()
                    .filter(c -> c.candidate().equals(variant))
                    .map(Comparison::endpoint),
                judgement.notClaimed().stream()
                    .filter(n -> n.candidate().equals(variant))
                    .map(NotClaimed::endpoint))
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    return named.isEmpty() ? Collections.singletonList(null) : named;
  }

  private Found find(Gate gate, String variant, String endpoint) {
    if (gate instanceof Gate.Ratio ratio) {
      return ratio(ratio.metric(), variant, endpoint);
    }
    if (gate instanceof Gate.Capacity asked) {
      return asked.ratio() ? capacityRatio(variant) : capacity(gate, variant);
    }
    return gate instanceof Gate.Counted counted
        ? share(counted, variant)
        : level(((Gate.Absolute) gate).metric(), variant);
  }

  private Found capacity(Gate gate, String variant) {
    CapacityResult.HeldResult held =
        capacity.variants().stream()
            .filter(each -> each.variant().equals(variant))
            .findFirst()
            .orElseThrow();
    return switch (held.outcome()) {
      case "found" -> new Found(new Estimate(held.perSecond(), held.low(), held.high()), null);
      case "none" -> new Found(new Estimate(0, 0, 0), null);
      case "atLeast" -> atLeast(gate, held.perSecond());
      default -> Found.nothing(held.why());
    };
  }

  private static Found atLeast(Gate gate, double perSecond) {
    return !gate.limit().relation().isUpper() && gate.limit().keeps(perSecond)
        ? new Found(new Estimate(perSecond, perSecond, perSecond), null)
        : Found.nothing("it holds " + CapacityText.rate(perSecond) + " at least");
  }

  private Found capacityRatio(String candidate) {
    return capacity.ratios().stream()
        .filter(ratio -> ratio.candidate().equals(candidate))
        .findFirst()
        .map(r -> new Found(new Estimate(r.ratio(), r.low(), r.high()), null))
        .orElseGet(() -> Found.nothing("not both of the capacities were found"));
  }

  private Found ratio(Metric metric, String candidate, String endpoint) {
    Optional<Comparison> found =
        judgement.comparisons().stream()
            .filter(c -> c.candidate().equals(candidate))
            .filter(c -> Objects.equals(c.endpoint(), endpoint))
            .filter(c -> c.metric().equals(metric))
            .findFirst();
    if (found.isPresent()) {
      Comparison c = found.get();
      return new Found(new Estimate(c.ratio(), c.low(), c.high()), null);
    }
    String tooFew =
        "too few rounds: it takes " + Judge.FEWEST_ROUNDS + " in " + Judge.FEWEST_FORKS + " forks";
    return Found.nothing(
        judgement.notClaimed().stream()
            .filter(n -> n.candidate().equals(candidate))
            .filter(n -> Objects.equals(n.endpoint(), endpoint))
            .filter(n -> n.metric().equals(metric))
            .findFirst()
            .map(n -> takes(n.requests(), n.needed()))
            .orElse(tooFew));
  }

  private static String takes(long requests, long needed) {
    return requests + " requests, it takes " + needed;
  }

  private Found level(Metric metric, String variant) {
    Sample sample = recording.sample(variant);
    if (sample.requests() < metric.fewestRequests()) {
      return Found.nothing(takes(sample.requests(), metric.fewestRequests()));
    }
    return Estimate.of(metric, sample, looks)
        .filter(estimate -> Double.isFinite(estimate.high()))
        .map(estimate -> new Found(estimate, null))
        .orElseGet(GateResults::tooFewForks);
  }

  private static Found tooFewForks() {
    return Found.nothing("too few forks: it takes at least " + Judge.FEWEST_FORKS);
  }

  private Found share(Gate.Counted gate, String variant) {
    Map<Integer, Share> forks = new TreeMap<>();
    recording
        .measured(variant)
        .forEach(slice -> forks.merge(slice.fork(), counted(gate.kind(), slice), Share::and));
    return Share.of(List.copyOf(forks.values()), looks)
        .map(estimate -> new Found(estimate, none(gate, forks.values())))
        .orElseGet(GateResults::tooFewForks);
  }

  private static Share counted(Gate.Kind kind, Slice slice) {
    long some = kind == Gate.Kind.ERRORS ? slice.failed() : slice.refused();
    return new Share(some, slice.completed() + slice.refused() + slice.failed());
  }

  /** What it takes where no request has come near a limit; null elsewhere. */
  private String none(Gate gate, Collection<Share> forks) {
    Share total = forks.stream().reduce(Share::and).orElseThrow();
    if (total.some() > 0 || !gate.limit().relation().isUpper()) {
      return null;
    }
    long needed = Share.enoughForNone(gate.limit().value(), forks.size(), looks);
    return "none of " + total.all() + " requests, but it takes " + needed + " without one";
  }

  private Result.GateResult result(Gate gate, String variant, String endpoint, Found found) {
    Estimate estimate = found.estimate;
    Outcome outcome =
        estimate == null ? Outcome.UNDECIDED : gate.limit().judge(estimate.low(), estimate.high());
    boolean undecided = outcome == Outcome.UNDECIDED;
    boolean pass = experiment.gates().undecided() == Gates.Undecided.PASS;
    return new Result.GateResult(
        gate.text(),
        variant,
        endpoint,
        estimate == null ? null : GateText.figure(estimate.value(), gate.unit()),
        estimate == null ? null : interval(estimate, gate),
        outcome.name().toLowerCase(Locale.ROOT),
        outcome == Outcome.HELD,
        outcome == Outcome.HELD || (undecided && pass),
        undecided ? found.why : null);
  }

  private static Result.IntervalResult interval(Estimate estimate, Gate gate) {
    return new Result.IntervalResult(
        Results.rounded(estimate.low()),
        Results.rounded(estimate.high()),
        Judge.CONFIDENCE,
        gate.unit().symbol());
  }
}
