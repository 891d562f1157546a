package dev.tuninglab.lab.panel.live;

import dev.tuninglab.gatling.EndpointReport;
import dev.tuninglab.lab.diagnosis.LiveCounts;
import dev.tuninglab.lab.measure.Slice;
import dev.tuninglab.lab.network.Relay;
import dev.tuninglab.lab.panel.Curve;
import dev.tuninglab.lab.panel.Point;
import dev.tuninglab.lab.target.Subject;
import dev.tuninglab.lab.why.Counter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.HdrHistogram.Histogram;

/** A running service with what is counted of it. Used by one thread. */
final class LivePane implements AutoCloseable {
  private static final double[] PERCENTILES = {
    1, 5, 10, 20, 30, 40, 50, 60, 70, 75, 80, 85, 90, 92.5, 95, 96, 97, 98, 99, 99.5, 99.9
  };
  private static final double NANOS_PER_SECOND = 1e9;

  /** Slices that a curve is of: enough requests for its upper end, few enough to follow. */
  private static final int SLICES_OF_A_CURVE = 10;

  private final String id;
  private final Subject subject;
  private final Optional<LiveCounts> counts;
  private final Optional<Relay> wayToDatabase;
  private final Deque<Seen> recent = new ArrayDeque<>();
  private List<List<Double>> before = List.of();
  private String beforeWhat = "";
  private long connections;

  /**
   * One slice.
   *
   * @param until its end, in milliseconds since 1970
   */
  private record Seen(Histogram latency, long until) {}

  LivePane(String id, Subject subject, Optional<LiveCounts> counts, Optional<Relay> wayToDatabase) {
    this.id = id;
    this.subject = subject;
    this.counts = counts;
    this.wayToDatabase = wayToDatabase;
  }

  String id() {
    return id;
  }

  Subject subject() {
    return subject;
  }

  Optional<Relay> wayToDatabase() {
    return wayToDatabase;
  }

  /** A slice begins. */
  void begin() {
    counts.ifPresent(LiveCounts::begin);
    connections = opened();
  }

  private long opened() {
    return wayToDatabase.map(way -> way.traffic().connections()).orElse(0L);
  }

  /** It is over, and showed this. */
  Point end(Slice slice, double seconds) {
    Map<Counter, Double> counted = counts.map(LiveCounts::end).orElse(Map.of());
    long opened = opened() - connections;
    Map<String, Long> errors = new TreeMap<>();
    for (EndpointReport endpoint : slice.report().endpoints().values()) {
      endpoint.failed().forEach((kind, count) -> errors.merge(kind, count, Long::sum));
    }
    Histogram latency = slice.fromScheduled();
    keep(latency);
    long completed = slice.completed();
    double served = completed + slice.failed();
    double took = Math.max(seconds, slice.report().elapsedNanos() / NANOS_PER_SECOND);
    return new Point(
        System.currentTimeMillis(),
        id,
        seconds,
        slice.offered(),
        completed,
        slice.failed(),
        slice.refused(),
        completed / took,
        at(latency, 50),
        at(latency, 95),
        at(latency, 99),
        each(counted.get(Counter.SQL_STATEMENTS), served),
        wayToDatabase.isPresent() ? each((double) opened, served) : null,
        each(counted.get(Counter.ROWS_RETURNED), served),
        completed == 0 ? null : (double) slice.responseBytes() / completed,
        errors);
  }

  private static Double at(Histogram latency, double percentile) {
    return latency.getTotalCount() == 0 ? null : (double) latency.getValueAtPercentile(percentile);
  }

  private static Double each(Double total, double requests) {
    return total == null || requests == 0 ? null : total / requests;
  }

  private void keep(Histogram latency) {
    recent.add(new Seen(latency, System.currentTimeMillis()));
    if (recent.size() > SLICES_OF_A_CURVE) {
      recent.remove();
    }
  }

  /**
   * What comes from here on is of another kind, which a curve is not mixed with.
   *
   * @param at since when, in milliseconds since 1970: what was seen after that is of both kinds
   */
  void changed(String what, long at) {
    recent.removeIf(seen -> seen.until > at);
    List<List<Double>> now = now();
    if (!now.isEmpty()) {
      before = now;
      beforeWhat = what;
    }
    recent.clear();
  }

  /** As a service that is started anew takes over from the one before. */
  void follows(LivePane last) {
    before = last.before;
    beforeWhat = last.beforeWhat;
  }

  /** Of the last slices since the last change. */
  Curve curve() {
    return new Curve(id, now(), before, beforeWhat);
  }

  private List<List<Double>> now() {
    Histogram all = Slice.histogram();
    recent.forEach(seen -> all.add(seen.latency));
    return all.getTotalCount() == 0
        ? List.of()
        : DoubleStream.of(PERCENTILES)
            .mapToObj(at -> List.of(at, (double) all.getValueAtPercentile(at)))
            .toList();
  }

  @Override
  public void close() {
    counts.ifPresent(LiveCounts::close);
    subject.close();
  }
}
