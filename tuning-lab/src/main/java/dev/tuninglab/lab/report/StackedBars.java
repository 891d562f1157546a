package dev.tuninglab.lab.report;

import dev.tuninglab.lab.measure.Recording;
import dev.tuninglab.lab.measure.Slice;
import dev.tuninglab.lab.why.Diagnosis;
import dev.tuninglab.lab.why.Inside;
import dev.tuninglab.lab.why.Phase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A bar a variant, made of parts.
 *
 * @param unit of the values: {@code us} or {@code /s}
 * @param bars names of the variants that have one, in their order
 * @param parts from the inside to the outside, the same for all bars
 */
public record StackedBars(String unit, List<String> bars, List<Part> parts) {
  /** A phase that spans the others, by convention of the header. */
  private static final String TOTAL = "total";

  /**
   * A part of each bar.
   *
   * @param values by bar; 0 where it has none of it
   */
  public record Part(String name, List<Double> values) {}

  /** Whether there is something to draw. */
  public boolean any() {
    return !parts.isEmpty();
  }

  /** What one bar adds up to. */
  public double sum(int bar) {
    return parts.stream().mapToDouble(part -> part.values().get(bar)).sum();
  }

  /** Requests a second of measured slices: completed, and refused and failed where some were. */
  static StackedBars rates(Recording recording, List<String> variants) {
    Map<String, Map<String, Double>> bars = new LinkedHashMap<>();
    for (String variant : variants) {
      double seconds = recording.total(variant, s -> s.report().elapsedNanos()) / 1e9;
      if (seconds > 0) {
        Map<String, Double> parts = new LinkedHashMap<>();
        parts.put("completed", recording.total(variant, Slice::completed) / seconds);
        parts.put("refused", recording.total(variant, Slice::refused) / seconds);
        parts.put("failed", recording.total(variant, Slice::failed) / seconds);
        bars.put(variant, parts);
      }
    }
    return of("/s", bars);
  }

  /** Mean time a request, by the phases that services say, and what those leave of the latency. */
  static StackedBars phases(Diagnosis diagnosis) {
    Map<String, Map<String, Double>> bars = new LinkedHashMap<>();
    for (Inside inside : diagnosis.variants()) {
      if (!inside.phases().isEmpty()) {
        bars.put(inside.variant(), phases(inside));
      }
    }
    return of("us", bars);
  }

  private static Map<String, Double> phases(Inside inside) {
    Map<String, Double> parts = new LinkedHashMap<>();
    double named = 0;
    double total = 0;
    for (Phase phase : inside.phases()) {
      if (phase.name().equals(TOTAL)) {
        total += phase.microsPerRequest();
      } else {
        parts.merge(phase.name(), phase.microsPerRequest(), Double::sum);
        named += phase.microsPerRequest();
      }
    }
    if (total > 0) {
      parts.put("rest of the service", Math.max(0, total - named));
    }
    parts.put("outside of it", Math.max(0, inside.meanMicros() - Math.max(total, named)));
    return parts;
  }

  /** Parts that no bar has any of are left out. */
  private static StackedBars of(String unit, Map<String, Map<String, Double>> bars) {
    Map<String, List<Double>> parts = new LinkedHashMap<>();
    bars.values().forEach(bar -> bar.keySet().forEach(name -> parts.put(name, new ArrayList<>())));
    parts.forEach(
        (name, values) -> bars.values().forEach(bar -> values.add(bar.getOrDefault(name, 0.0))));
    return new StackedBars(
        unit,
        List.copyOf(bars.keySet()),
        parts.entrySet().stream()
            .filter(part -> part.getValue().stream().anyMatch(value -> value > 0))
            .map(part -> new Part(part.getKey(), rounded(part.getValue())))
            .toList());
  }

  private static List<Double> rounded(List<Double> values) {
    return values.stream().map(Results::rounded).toList();
  }
}
