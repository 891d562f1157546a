package dev.tuninglab.lab.report;

import dev.tuninglab.lab.analysis.Metric;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.measure.GeneratorUse;
import dev.tuninglab.lab.measure.MachineStalls;
import dev.tuninglab.lab.measure.Recording;
import dev.tuninglab.lab.measure.Slice;
import dev.tuninglab.lab.measure.SubjectCount;
import dev.tuninglab.lab.why.Counter;
import dev.tuninglab.lab.why.Diagnosis;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** Figures of one variant by itself. */
final class VariantResults {
  private VariantResults() {}

  static Result.VariantResult of(
      Variant variant, Recording recording, int cores, Diagnosis diagnosis) {
    String name = variant.name();
    long completed = recording.total(name, Slice::completed);
    double seconds = recording.total(name, slice -> slice.report().elapsedNanos()) / 1e9;
    Map<String, Double> perRequest = new LinkedHashMap<>();
    if (completed > 0) {
      double bytes = recording.total(name, Slice::responseBytes);
      perRequest.put(Counter.RESPONSE_BYTES.id(), Results.rounded(bytes / completed));
    }
    diagnosis
        .of(name)
        .ifPresent(
            inside ->
                inside
                    .perRequest()
                    .forEach((id, v) -> perRequest.putIfAbsent(id, Results.rounded(v))));
    Histogram scheduled = recording.fromScheduled(name);
    return new Result.VariantResult(
        name,
        variant.settings(),
        completed,
        recording.total(name, Slice::refused),
        recording.total(name, Slice::failed),
        recording.errorsByKind(name),
        seconds == 0 ? 0 : Results.rounded(completed / seconds),
        percentiles(scheduled),
        percentiles(recording.fromSent(name)),
        percentiles(recording.refusedFromScheduled(name)),
        percentiles(recording.lateness(name)),
        perRequest,
        checks(name, recording, cores));
  }

  private static Result.Checks checks(String variant, Recording recording, int cores) {
    Optional<GeneratorUse> generator = GeneratorUse.of(recording, variant, cores);
    Optional<MachineStalls> machine = MachineStalls.of(recording, variant);
    List<SubjectCount> counts =
        recording.subjectCounts().stream().filter(c -> c.variant().equals(variant)).toList();
    return new Result.Checks(
        generator.map(use -> Results.rounded(use.cpuShare())).orElse(null),
        generator.map(use -> Results.rounded(use.gcShare())).orElse(null),
        machine.map(MachineStalls::p99Micros).orElse(null),
        machine.map(MachineStalls::maxMicros).orElse(null),
        machine.map(stalls -> Results.rounded(stalls.stalledShare())).orElse(null),
        counts.isEmpty() ? null : counts.stream().mapToLong(SubjectCount::counted).sum());
  }

  private static Map<String, Double> percentiles(Histogram histogram) {
    Map<String, Double> figures = new LinkedHashMap<>();
    if (histogram.getTotalCount() == 0) {
      return figures;
    }
    figures.put("mean", Results.rounded(histogram.getMean()));
    for (Metric metric : Metric.ALL) {
      if (metric instanceof Metric.Percentile percentile) {
        figures.put(metric.name(), (double) histogram.getValueAtPercentile(percentile.percent()));
      }
    }
    figures.put("max", (double) histogram.getMaxValue());
    return figures;
  }
}
