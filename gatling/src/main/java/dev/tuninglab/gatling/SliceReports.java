package dev.tuninglab.gatling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;

/** Puts together what several injectors measured of one slice. Nothing is lost. */
public final class SliceReports {
  private static final long NANOS_IN_A_MILLI = 1_000_000;

  private SliceReports() {}

  /**
   * The slice as a whole: counts and histograms added, from the earliest start to the latest end.
   * CPU time, collections and requests that waited are the sums of all processes. The order of the
   * reports does not matter, but for that of endpoints and phases, which is the first one's.
   *
   * @throws IllegalArgumentException if there is none, or they are of different slices
   */
  public static SliceReport merge(List<SliceReport> shares) {
    if (shares.isEmpty()) {
      throw new IllegalArgumentException("shares must be at least one report, but were none");
    }
    SliceReport first = shares.get(0);
    for (SliceReport share : shares) {
      same("slice", first.id(), share.id());
      same("endpoints", first.endpoints().keySet(), share.endpoints().keySet());
    }
    long start = shares.stream().mapToLong(SliceReport::startedAtMillis).min().orElseThrow();
    Map<String, EndpointReport> endpoints = new LinkedHashMap<>();
    for (String name : first.endpoints().keySet()) {
      endpoints.put(
          name, endpoint(shares.stream().map(share -> share.endpoints().get(name)).toList()));
    }
    return new SliceReport(
        first.id(),
        start,
        shares.stream().mapToLong(share -> endNanos(share, start)).max().orElseThrow(),
        endpoints,
        histogram(shares, SliceReport::lateness),
        histogram(shares, SliceReport::ownLateness),
        sum(shares, SliceReport::waited),
        sum(shares, SliceReport::cpuNanos),
        sum(shares, SliceReport::gcMillis),
        timeline(shares));
  }

  /** How far apart they began, in milliseconds, by the clocks of their machines. */
  public static long startsApartMillis(List<SliceReport> shares) {
    long[] starts = shares.stream().mapToLong(SliceReport::startedAtMillis).sorted().toArray();
    return starts[starts.length - 1] - starts[0];
  }

  private static long endNanos(SliceReport share, long startMillis) {
    return (share.startedAtMillis() - startMillis) * NANOS_IN_A_MILLI + share.elapsedNanos();
  }

  private static EndpointReport endpoint(List<EndpointReport> shares) {
    Map<String, Double> phases = new LinkedHashMap<>();
    shares.forEach(
        share -> share.phases().forEach((name, micros) -> phases.merge(name, micros, Double::sum)));
    return new EndpointReport(
        sum(shares, EndpointReport::offered),
        sum(shares, EndpointReport::completed),
        sum(shares, EndpointReport::refused),
        byKind(shares, EndpointReport::failed),
        sum(shares, EndpointReport::retried),
        histogram(shares, EndpointReport::fromScheduled),
        histogram(shares, EndpointReport::fromSent),
        histogram(shares, EndpointReport::refusedFromScheduled),
        histogram(shares, EndpointReport::failedFromScheduled),
        sum(shares, EndpointReport::responseBytes),
        phases,
        sum(shares, EndpointReport::phased));
  }

  /** Null where no share has one. Of those cut short, the parts that all of them tell of. */
  private static Timeline timeline(List<SliceReport> shares) {
    List<Timeline> all = shares.stream().map(SliceReport::timeline).toList();
    if (all.stream().allMatch(Objects::isNull)) {
      return null;
    }
    if (all.contains(null)) {
      throw new IllegalArgumentException("timeline must be in all shares, or in none");
    }
    Timeline first = all.get(0);
    all.forEach(each -> same("bucket", first.bucket(), each.bucket()));
    int[] lengths = all.stream().mapToInt(each -> each.buckets().size()).sorted().toArray();
    boolean cutShort = all.stream().anyMatch(Timeline::cutShort);
    if (!cutShort && lengths[0] != lengths[lengths.length - 1]) {
      throw new IllegalArgumentException(
          "timelines must have the same number of buckets, but have " + Arrays.toString(lengths));
    }
    List<Timeline.Bucket> buckets = new ArrayList<>();
    for (int i = 0; i < lengths[0]; i++) {
      int at = i;
      buckets.add(bucket(all.stream().map(each -> each.buckets().get(at)).toList()));
    }
    return new Timeline(
        all.stream().mapToLong(Timeline::startedAtNanos).min().orElseThrow(),
        first.bucket(),
        buckets,
        cutShort);
  }

  private static Timeline.Bucket bucket(List<Timeline.Bucket> shares) {
    return new Timeline.Bucket(
        sum(shares, Timeline.Bucket::offered),
        sum(shares, Timeline.Bucket::completed),
        sum(shares, Timeline.Bucket::refused),
        byKind(shares, Timeline.Bucket::failed),
        histogram(shares, Timeline.Bucket::fromScheduled));
  }

  private static <T> long sum(List<T> shares, ToLongFunction<T> figure) {
    return shares.stream().mapToLong(figure).reduce(0, Math::addExact);
  }

  private static <T> Map<String, Long> byKind(
      List<T> shares, Function<T, Map<String, Long>> figure) {
    Map<String, Long> sums = new TreeMap<>();
    shares.forEach(
        share -> figure.apply(share).forEach((kind, n) -> sums.merge(kind, n, Math::addExact)));
    return sums;
  }

  /** A new one: those of the shares stay as they are. */
  private static <T> Histogram histogram(List<T> shares, Function<T, Histogram> view) {
    Histogram sum = view.apply(shares.get(0)).copy();
    sum.setAutoResize(true);
    shares.stream().skip(1).map(view).forEach(sum::add);
    return sum;
  }

  private static void same(String what, Object first, Object other) {
    if (!first.equals(other)) {
      throw new IllegalArgumentException(
          what + " must be the same in all shares, but was " + first + " and " + other);
    }
  }
}
