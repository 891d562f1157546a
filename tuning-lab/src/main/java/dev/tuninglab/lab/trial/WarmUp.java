package dev.tuninglab.lab.trial;

import dev.tuninglab.lab.analysis.SteadyState;
import dev.tuninglab.lab.measure.Slice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * Watches the warm-up of one fork: over when every variant is steady.
 *
 * <p>The figure watched is the mean service time, users times elapsed by requests: with a few users
 * back to back it has hundreds of requests behind it in each slice, where a percentile would
 * wobble.
 */
final class WarmUp {
  private final Map<String, List<Double>> serviceTimes = new LinkedHashMap<>();

  void saw(Slice slice) {
    serviceTimes
        .computeIfAbsent(slice.variant(), variant -> new ArrayList<>())
        .add(slice.microsPerRequest());
  }

  boolean steady(String variant) {
    return SteadyState.reached(serviceTimes.getOrDefault(variant, List.of()));
  }

  boolean steady(int variants) {
    return serviceTimes.size() == variants && unsteady().isEmpty();
  }

  /** Requests per second that the slowest variant sustained in its last slices. */
  double slowestPerSecond() {
    return sustained().min().orElseThrow();
  }

  /** Requests per second that the fastest variant sustained in its last slices. */
  double fastestPerSecond() {
    return sustained().max().orElseThrow();
  }

  /** Requests per second that a variant sustained in its last slices. */
  double perSecond(String variant) {
    return 1_000_000 / SteadyState.level(serviceTimes.get(variant));
  }

  private DoubleStream sustained() {
    return serviceTimes.values().stream()
        .mapToDouble(micros -> 1_000_000 / SteadyState.level(micros));
  }

  /** Variants that still get faster. */
  List<String> unsteady() {
    return serviceTimes.entrySet().stream()
        .filter(entry -> !SteadyState.reached(entry.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
