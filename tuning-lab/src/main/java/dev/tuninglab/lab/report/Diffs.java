package dev.tuninglab.lab.report;

import dev.tuninglab.lab.analysis.BetweenSittings;
import dev.tuninglab.lab.analysis.Metric;
import dev.tuninglab.lab.analysis.Sample;
import dev.tuninglab.lab.analysis.SittingSpread;
import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.experiment.Mode;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.measure.StoredRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Compares two stored runs. */
public final class Diffs {
  private final StoredRun first;
  private final StoredRun second;
  private final SittingSpreads spreads;

  private Diffs(StoredRun first, StoredRun second, SittingSpreads spreads) {
    this.first = first;
    this.second = second;
    this.spreads = spreads;
  }

  /**
   * @param names of the two, as the user gave them
   * @param spreads how much sittings of the same differ; of a metric of which that is not known
   *     there is no verdict
   */
  public static Diff of(
      StoredRun first, StoredRun second, List<String> names, SittingSpreads spreads) {
    return new Diffs(first, second, spreads).diff(names);
  }

  private Diff diff(List<String> names) {
    Diff.Run one = run(names.get(0), first);
    Diff.Run other = run(names.get(1), second);
    Map<Variant, Variant> pairs = pairs();
    Metric primary = second.experiment().design().primary();
    List<String> warnings = new ArrayList<>(Circumstances.differences(first, second, pairs));
    if (spreads.of().apply(primary).isEmpty()) {
      warnings.add(
          "it is not known how much two sittings of the same differ on this machine, so there is"
              + " no verdict; run ./lab calibrate");
    }
    return new Diff(
        Diff.SCHEMA,
        Diff.TRUST,
        one,
        other,
        spreads.sentence(primary).orElse(null),
        List.copyOf(warnings),
        primary.name(),
        Results.MARGIN,
        one.valid() && other.valid()
            ? pairs.entrySet().stream().map(p -> variant(p.getKey(), p.getValue())).toList()
            : List.of(),
        names(first.experiment(), pairs.keySet()::contains),
        names(second.experiment(), pairs.values()::contains));
  }

  private static Diff.Run run(String name, StoredRun run) {
    Result result = Results.of(run.experiment(), run.recording(), run.sitting(), run.diagnosis());
    return new Diff.Run(
        name,
        result.startedAt(),
        result.machine(),
        result.plan().forks(),
        result.plan().rounds(),
        result.invalidReasons(),
        result.warnings());
  }

  private static List<String> names(Experiment experiment, Function<Variant, Boolean> paired) {
    return experiment.variants().stream()
        .filter(variant -> !paired.apply(variant))
        .map(Variant::name)
        .toList();
  }

  /** By name; those that are left, by their settings. */
  private Map<Variant, Variant> pairs() {
    Map<Variant, Variant> pairs = new LinkedHashMap<>();
    for (Variant one : first.experiment().variants()) {
      second.experiment().variants().stream()
          .filter(other -> other.name().equals(one.name()))
          .findFirst()
          .or(
              () ->
                  second.experiment().variants().stream()
                      .filter(other -> other.settings().equals(one.settings()))
                      .findFirst())
          .filter(other -> !pairs.containsValue(other))
          .ifPresent(other -> pairs.put(one, other));
    }
    return pairs;
  }

  private Diff.VariantDiff variant(Variant one, Variant other) {
    Sample before = first.recording().sample(one.name());
    Sample after = second.recording().sample(other.name());
    List<Diff.MetricDiff> metrics = new ArrayList<>();
    for (Metric metric : Metric.ALL) {
      if (isAbout(metric)) {
        metric(metric, before, after).ifPresent(metrics::add);
      }
    }
    return new Diff.VariantDiff(one.name(), other.name(), List.copyOf(metrics));
  }

  /** What an open load gets answered a second is what it offers. */
  private boolean isAbout(Metric metric) {
    return !(metric instanceof Metric.Throughput)
        || (first.experiment().design().mode() instanceof Mode.Throughput
            && second.experiment().design().mode() instanceof Mode.Throughput);
  }

  private Optional<Diff.MetricDiff> metric(Metric metric, Sample before, Sample after) {
    Optional<SittingSpread> spread = spreads.of().apply(metric);
    return BetweenSittings.compare(metric, before, after, spread, Results.MARGIN)
        .map(
            found ->
                new Diff.MetricDiff(
                    metric.name(),
                    Results.rounded(metric.of(before).orElseThrow()),
                    Results.rounded(metric.of(after).orElseThrow()),
                    Results.rounded(found.ratio()),
                    spread.map(s -> Results.rounded(found.low())).orElse(null),
                    spread.map(s -> Results.rounded(found.high())).orElse(null),
                    spread.map(s -> found.confidence()).orElse(null),
                    spread.map(s -> found.verdict().name().toLowerCase(Locale.ROOT)).orElse(null),
                    spread.map(SittingSpread::sittings).orElse(null),
                    found.forksEarlier(),
                    found.forksLater()));
  }
}
