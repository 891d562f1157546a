package dev.tuninglab.gatling.engine;

import dev.tuninglab.gatling.SliceOrder;
import dev.tuninglab.gatling.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.PackedHistogram;

/** Counts and histograms of one slice by the instants of its schedule. Safe for several threads. */
final class TimelineRecorder {
  private final long started;
  private final long startedAtNanos;
  private final Duration width;
  private final Part[] parts;

  /** Histograms are packed: thousands of them live at once, each with a few values. */
  private static final class Part {
    final Map<String, Long> failed = new TreeMap<>();
    final Histogram fromScheduled = new PackedHistogram(1, SliceRecorder.MAX_MICROS, 3);
    long due;
    long completed;
    long refused;
    long failures;

    boolean whole() {
      return due == completed + refused + failures;
    }

    Timeline.Bucket report() {
      return new Timeline.Bucket(due, completed, refused, failed, fromScheduled);
    }
  }

  /**
   * @param started instant of {@link System#nanoTime()} from which the order's instants count
   */
  TimelineRecorder(long started, SliceOrder order) {
    this.started = started;
    this.startedAtNanos = NanoClock.wallNanosAt(started);
    this.width = order.detail().bucket();
    long widthNanos = width.toNanos();
    this.parts = new Part[(int) ((order.length().toNanos() + widthNanos - 1) / widthNanos)];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = new Part();
    }
  }

  /** A request is on the schedule. */
  synchronized void due(Flight flight) {
    part(flight).due++;
  }

  /** It has ended, or was never sent. */
  synchronized void ended(Flight flight, String outcome) {
    Part part = part(flight);
    switch (outcome) {
      case SliceRecorder.COMPLETED -> {
        part.completed++;
        long micros = (flight.ended - flight.scheduled) / 1_000;
        part.fromScheduled.recordValue(Math.max(0, Math.min(SliceRecorder.MAX_MICROS, micros)));
      }
      case SliceRecorder.REFUSED -> part.refused++;
      default -> {
        part.failures++;
        part.failed.merge(outcome, 1L, Long::sum);
      }
    }
  }

  /**
   * @param cutShort whether the schedule was broken off just now: what is in flight, and what was
   *     still to come, is left out
   */
  synchronized Timeline report(boolean cutShort) {
    int end = cutShort ? endOfWhole() : parts.length;
    List<Timeline.Bucket> buckets = new ArrayList<>();
    for (int i = 0; i < end; i++) {
      buckets.add(parts[i].report());
    }
    return new Timeline(startedAtNanos, width, buckets, cutShort);
  }

  private int endOfWhole() {
    // The part in which now lies is not over.
    long now = Math.min(parts.length, (System.nanoTime() - started) / width.toNanos());
    int end = 0;
    while (end < now && parts[end].whole()) {
      end++;
    }
    return end;
  }

  private Part part(Flight flight) {
    return parts[(int) ((flight.scheduled - started) / width.toNanos())];
  }
}
