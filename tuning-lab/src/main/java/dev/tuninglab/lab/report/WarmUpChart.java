package dev.tuninglab.lab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Positions of the warm-up's curves, one a variant and fork, in a picture of {@value #WIDTH} by
 * {@value #HEIGHT} units: slices from left to right, microseconds a request on a logarithmic axis.
 */
public record WarmUpChart(Result result) {
  public static final int WIDTH = 600;
  public static final int HEIGHT = 180;

  /** Around the curves, so that no stroke is cut. */
  private static final int EDGE = 2;

  /** Colours and dashes repeat after so many variants; the table beside the picture does not. */
  private static final int STYLES = 4;

  /**
   * One curve.
   *
   * @param style 0 to 3, by variant
   * @param points as an SVG polyline takes them
   */
  public record Curve(String variant, int fork, int style, String points) {}

  public boolean isEmpty() {
    return result.warmUps().isEmpty();
  }

  public List<Curve> curves() {
    return result.warmUps().stream()
        .map(w -> new Curve(w.variant(), w.fork(), style(w.variant()), points(w)))
        .toList();
  }

  public int style(String variant) {
    List<String> names = result.variants().stream().map(Result.VariantResult::name).toList();
    return Math.max(0, names.indexOf(variant)) % STYLES;
  }

  /** The slowest slice, at the top. */
  public String top() {
    return Words.latency(slowest());
  }

  /** The fastest slice, at the bottom. */
  public String bottom() {
    return Words.latency(fastest());
  }

  /** Rows of the table behind the picture: a variant's first and last slice in each fork. */
  public List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    for (Result.WarmUpResult w : result.warmUps()) {
      List<Double> micros = w.microsPerRequest();
      rows.add(
          List.of(
              w.variant(),
              String.valueOf(w.fork()),
              String.valueOf(micros.size()),
              Words.latency(micros.get(0)),
              Words.latency(micros.get(micros.size() - 1)),
              w.steady() ? "yes" : "no"));
    }
    return rows;
  }

  private String points(Result.WarmUpResult w) {
    List<Double> micros = w.microsPerRequest();
    List<String> points = new ArrayList<>();
    for (int i = 0; i < micros.size(); i++) {
      points.add(String.format(Locale.ROOT, "%.1f,%.1f", EDGE + x(i), EDGE + y(micros.get(i))));
    }
    return points.stream().collect(Collectors.joining(" "));
  }

  private double x(int slice) {
    int most = result.warmUps().stream().mapToInt(w -> w.microsPerRequest().size()).max().orElse(1);
    return most == 1 ? 0 : (double) WIDTH * slice / (most - 1);
  }

  private double y(double micros) {
    double span = Math.log(slowest() / fastest());
    return span == 0 ? HEIGHT / 2.0 : HEIGHT * Math.log(slowest() / micros) / span;
  }

  private double slowest() {
    return micros().max().orElse(1);
  }

  private double fastest() {
    return Math.max(1, micros().min().orElse(1));
  }

  private DoubleStream micros() {
    return result.warmUps().stream()
        .flatMap(w -> w.microsPerRequest().stream())
        .mapToDouble(Double::doubleValue);
  }
}
