package dev.tuninglab.lab.measure;

import dev.tuninglab.lab.analysis.Contender;
import dev.tuninglab.lab.analysis.Run;
import dev.tuninglab.lab.analysis.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * What a trial brought back.
 *
 * @param ratePerSecond offered to each variant in measured slices
 * @param slices all of them, in order of time
 * @param subjectCounts what the subjects themselves counted, a fork and variant each; none where
 *     they do not tell
 */
public record Recording(
    double ratePerSecond, List<Slice> slices, List<SubjectCount> subjectCounts) {
  public Recording {
    slices = List.copyOf(slices);
    subjectCounts = List.copyOf(subjectCounts);
  }

  /** Of subjects that do not tell what they counted. */
  public Recording(double ratePerSecond, List<Slice> slices) {
    this(ratePerSecond, slices, List.of());
  }

  /** The measured runs of a variant, as the analysis takes them: by endpoint if it has several. */
  public Contender contender(String variant) {
    Map<String, List<Run>> endpoints = new LinkedHashMap<>();
    measured(variant)
        .filter(slice -> slice.report().endpoints().size() > 1)
        .forEach(
            slice ->
                slice
                    .report()
                    .endpoints()
                    .forEach(
                        (name, report) ->
                            endpoints
                                .computeIfAbsent(name, key -> new ArrayList<>())
                                .add(run(slice, report.fromScheduled()))));
    Map<String, Sample> samples = new LinkedHashMap<>();
    endpoints.forEach((name, runs) -> samples.put(name, new Sample(runs)));
    return new Contender(variant, sample(variant), samples);
  }

  /** The measured runs of a variant, all endpoints together. */
  public Sample sample(String variant) {
    return new Sample(measured(variant).map(slice -> run(slice, slice.fromScheduled())).toList());
  }

  /** Measured slices of a variant, in order of time. */
  public Stream<Slice> measured(String variant) {
    return measured().filter(slice -> slice.variant().equals(variant));
  }

  /** Measured slices of all variants, in order of time. */
  public Stream<Slice> measured() {
    return slices.stream().filter(slice -> slice.phase() == Slice.Phase.MEASURED);
  }

  /** Warm-up slices of all variants, in order of time. */
  public Stream<Slice> warmUp() {
    return slices.stream().filter(slice -> slice.phase() == Slice.Phase.WARM_UP);
  }

  /** Total of a figure over the measured slices of a variant. */
  public long total(String variant, ToLongFunction<Slice> figure) {
    return measured(variant).mapToLong(figure).sum();
  }

  /** Failed requests in measured slices of a variant, by kind. */
  public SortedMap<String, Long> errorsByKind(String variant) {
    SortedMap<String, Long> kinds = new TreeMap<>();
    measured(variant)
        .flatMap(slice -> slice.report().endpoints().values().stream())
        .forEach(e -> e.failed().forEach((kind, count) -> kinds.merge(kind, count, Long::sum)));
    return kinds;
  }

  /** Latency from the scheduled instant over all measured slices of a variant, in microseconds. */
  public Histogram fromScheduled(String variant) {
    return merged(variant, Slice::fromScheduled);
  }

  /** Latency from the send over all measured slices of a variant, in microseconds. */
  public Histogram fromSent(String variant) {
    return merged(variant, Slice::fromSent);
  }

  /**
   * Time to a refusal over all measured slices of a variant, from the scheduled instant, in
   * microseconds.
   */
  public Histogram refusedFromScheduled(String variant) {
    return merged(variant, Slice::refusedFromScheduled);
  }

  /**
   * From the scheduled instant to the send, over all measured slices of a variant, in microseconds.
   */
  public Histogram lateness(String variant) {
    return merged(variant, slice -> slice.report().lateness());
  }

  /** The share of {@link #lateness} that is the generator's own fault, in microseconds. */
  public Histogram ownLateness(String variant) {
    return merged(variant, slice -> slice.report().ownLateness());
  }

  private Histogram merged(String variant, Function<Slice, Histogram> view) {
    Histogram all = Slice.histogram();
    measured(variant).map(view).forEach(all::add);
    return all;
  }

  static Run run(Slice slice, Histogram latencies) {
    List<Long> values = new ArrayList<>();
    List<Long> counts = new ArrayList<>();
    for (HistogramIterationValue bucket : latencies.recordedValues()) {
      values.add(bucket.getValueIteratedTo());
      counts.add(bucket.getCountAtValueIteratedTo());
    }
    return new Run(
        slice.fork(),
        slice.round(),
        slice.report().elapsedNanos() / 1e9,
        values.stream().mapToLong(Long::longValue).toArray(),
        counts.stream().mapToLong(Long::longValue).toArray());
  }
}
