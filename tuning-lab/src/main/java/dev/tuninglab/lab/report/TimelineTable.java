package dev.tuninglab.lab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The table behind the timeline. */
final class TimelineTable {
  private TimelineTable() {}

  /** By fork and variant, those with measured slices. */
  static List<List<String>> rows(Timeline timeline, List<String> variants) {
    List<List<String>> rows = new ArrayList<>();
    for (Timeline.Fork fork : timeline.forks()) {
      for (String variant : variants) {
        List<Timeline.Point> points =
            timeline.points().stream()
                .filter(p -> p.measured() && p.fork() == fork.number())
                .filter(p -> p.variant().equals(variant))
                .toList();
        if (!points.isEmpty()) {
          rows.add(row(fork, variant, points));
        }
      }
    }
    return rows;
  }

  private static List<String> row(Timeline.Fork fork, String variant, List<Timeline.Point> points) {
    List<Double> p50 = sorted(points.stream().map(Timeline.Point::p50Micros).toList());
    List<Double> p95 = sorted(points.stream().map(Timeline.Point::p95Micros).toList());
    return List.of(
        String.valueOf(fork.number()),
        variant,
        String.valueOf(points.size()),
        String.valueOf(points.stream().mapToLong(Timeline.Point::requests).sum()),
        at(p50, 0),
        at(p50, p50.size() / 2),
        at(p50, p50.size() - 1),
        at(p95, p95.size() / 2));
  }

  private static List<Double> sorted(List<Double> values) {
    return values.stream().filter(Objects::nonNull).sorted().toList();
  }

  private static String at(List<Double> values, int index) {
    return values.isEmpty() ? "-" : Words.latency(values.get(index));
  }
}
