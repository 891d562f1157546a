package dev.tuninglab.lab.report;

import dev.tuninglab.lab.analysis.effects.Factor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Interaction plots: what a knob does at each value of another. Lines that run alike say that the
 * two do not mind each other.
 *
 * @param unit {@code us} or {@code /s}
 * @param pairs of two knobs, those that interact most first
 */
public record Pairs(String unit, List<Pair> pairs) {
  /** The rest stands in the table of interactions. */
  private static final int MOST = 4;

  /**
   * @param knob along the axis
   * @param other a line for each of its values
   */
  public record Pair(String knob, List<String> values, String other, List<Line> lines) {}

  /**
   * @param means geometric ones over all combinations that ran, by the value along the axis; null
   *     where none did
   */
  public record Line(String value, List<Double> means) {}

  /** None where effects could not be told. */
  static Pairs of(Result result) {
    MatrixResult matrix = result.answer().matrix();
    boolean throughput = result.plan().primaryMetric().equals("throughput");
    List<Pair> pairs = new ArrayList<>();
    if (matrix != null) {
      matrix.interactions().stream()
          .map(effect -> effect.names().stream().map(Pairs::knob).toList())
          .distinct()
          .limit(MOST)
          .forEach(
              knobs ->
                  pairs.add(
                      pair(named(matrix, knobs.get(0)), named(matrix, knobs.get(1)), result)));
    }
    return new Pairs(throughput ? "/s" : "us", pairs);
  }

  private static String knob(String effect) {
    return effect.substring(0, effect.indexOf('='));
  }

  private static Factor named(MatrixResult matrix, String knob) {
    return matrix.factors().stream()
        .filter(factor -> factor.name().equals(knob))
        .findFirst()
        .orElseThrow();
  }

  private static Pair pair(Factor along, Factor other, Result result) {
    List<Line> lines = new ArrayList<>();
    for (String value : other.levels()) {
      List<Double> means = new ArrayList<>();
      for (String at : along.levels()) {
        means.add(mean(result, along.name(), at, other.name(), value));
      }
      lines.add(new Line(value, means));
    }
    return new Pair(along.name(), along.levels(), other.name(), lines);
  }

  private static Double mean(Result result, String one, String at, String other, String value) {
    double[] logs =
        result.variants().stream()
            .filter(variant -> at.equals(variant.settings().get(one)))
            .filter(variant -> value.equals(variant.settings().get(other)))
            .map(variant -> figure(result, variant))
            .filter(Objects::nonNull)
            .mapToDouble(Math::log)
            .toArray();
    double sum = 0;
    for (double log : logs) {
      sum += log;
    }
    return logs.length == 0 ? null : Results.rounded(Math.exp(sum / logs.length));
  }

  private static Double figure(Result result, Result.VariantResult variant) {
    String metric = result.plan().primaryMetric();
    Double figure =
        metric.equals("throughput") ? variant.ratePerSecond() : variant.latencyMicros().get(metric);
    return figure == null || figure <= 0 ? null : figure;
  }

  /** As in the tables. */
  public String text(Double mean) {
    if (mean == null) {
      return "-";
    }
    return unit.equals("us") ? Words.latency(mean) : Words.number(mean) + "/s";
  }
}
