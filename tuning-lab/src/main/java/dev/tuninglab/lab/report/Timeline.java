package dev.tuninglab.lab.report;

import dev.tuninglab.lab.measure.Recording;
import dev.tuninglab.lab.measure.Slice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * Latency over the time of a run, from the scheduled instant.
 *
 * @param forks in order of time
 * @param points in order of time
 * @param pooled neighbouring slices of a variant that one point stands for: 1, unless there are
 *     more than a picture can show
 */
record Timeline(List<Fork> forks, List<Point> points, int pooled) {
  /** More points than this are more than a screen has room for. */
  private static final int MOST_POINTS = 1_200;

  /**
   * The time of one fork, in seconds since the first slice.
   *
   * @param measuredFrom end of its warm-up; its end, if nothing was measured
   */
  record Fork(int number, double from, double measuredFrom, double to) {}

  /**
   * One slice, or a few pooled.
   *
   * @param seconds since the first slice, at its middle
   * @param p50Micros null when no request was completed
   * @param p95Micros likewise
   */
  record Point(
      String variant,
      int fork,
      boolean measured,
      double seconds,
      long requests,
      Double p50Micros,
      Double p95Micros) {}

  private record Key(int fork, Slice.Phase phase, String variant) {}

  static Timeline of(Recording recording) {
    List<Slice> slices = recording.slices();
    if (slices.isEmpty()) {
      return new Timeline(List.of(), List.of(), 1);
    }
    long begin = slices.stream().mapToLong(s -> s.report().startedAtMillis()).min().orElseThrow();
    int pooled = (slices.size() + MOST_POINTS - 1) / MOST_POINTS;
    return new Timeline(forks(slices, begin), points(slices, begin, pooled), pooled);
  }

  private static List<Fork> forks(List<Slice> slices, long begin) {
    Map<Integer, List<Slice>> forks = new TreeMap<>();
    slices.forEach(s -> forks.computeIfAbsent(s.fork(), fork -> new ArrayList<>()).add(s));
    List<Fork> spans = new ArrayList<>();
    forks.forEach((number, of) -> spans.add(fork(number, of, begin)));
    return spans;
  }

  private static Fork fork(int number, List<Slice> slices, long begin) {
    double from = slices.stream().mapToDouble(s -> from(s, begin)).min().orElseThrow();
    double to = slices.stream().mapToDouble(s -> to(s, begin)).max().orElseThrow();
    double measuredFrom =
        slices.stream()
            .filter(s -> s.phase() == Slice.Phase.MEASURED)
            .mapToDouble(s -> from(s, begin))
            .min()
            .orElse(to);
    return new Fork(number, rounded(from), rounded(measuredFrom), rounded(to));
  }

  private static List<Point> points(List<Slice> slices, long begin, int pooled) {
    Map<Key, List<Slice>> series = new LinkedHashMap<>();
    for (Slice s : slices) {
      series
          .computeIfAbsent(new Key(s.fork(), s.phase(), s.variant()), key -> new ArrayList<>())
          .add(s);
    }
    List<Point> points = new ArrayList<>();
    series.forEach(
        (key, of) -> {
          for (int i = 0; i < of.size(); i += pooled) {
            points.add(point(key, of.subList(i, Math.min(of.size(), i + pooled)), begin));
          }
        });
    points.sort((a, b) -> Double.compare(a.seconds, b.seconds));
    return List.copyOf(points);
  }

  private static Point point(Key key, List<Slice> slices, long begin) {
    Histogram latencies = Slice.histogram();
    slices.forEach(s -> latencies.add(s.fromScheduled()));
    double middle = (from(slices.get(0), begin) + to(slices.get(slices.size() - 1), begin)) / 2;
    return new Point(
        key.variant,
        key.fork,
        key.phase == Slice.Phase.MEASURED,
        rounded(middle),
        latencies.getTotalCount(),
        percentile(latencies, 50),
        percentile(latencies, 95));
  }

  private static Double percentile(Histogram latencies, double percent) {
    return latencies.getTotalCount() == 0 ? null : (double) latencies.getValueAtPercentile(percent);
  }

  private static double from(Slice slice, long begin) {
    return (slice.report().startedAtMillis() - begin) / 1e3;
  }

  private static double to(Slice slice, long begin) {
    return from(slice, begin) + slice.report().elapsedNanos() / 1e9;
  }

  private static double rounded(double seconds) {
    return Math.round(seconds * 100) / 100.0;
  }
}
