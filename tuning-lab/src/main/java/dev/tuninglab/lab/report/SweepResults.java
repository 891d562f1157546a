package dev.tuninglab.lab.report;

import dev.tuninglab.lab.analysis.Metric;
import dev.tuninglab.lab.analysis.Sample;
import dev.tuninglab.lab.analysis.effects.Cell;
import dev.tuninglab.lab.analysis.effects.Curve;
import dev.tuninglab.lab.analysis.effects.CurveAnalysis;
import dev.tuninglab.lab.analysis.effects.Factor;
import dev.tuninglab.lab.analysis.effects.Observations;
import dev.tuninglab.lab.analysis.effects.TooLittle;
import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.experiment.Question;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.measure.Recording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Makes the answer of a sweep of its recording. */
final class SweepResults {
  private SweepResults() {}

  static SweepResult of(
      Experiment experiment,
      Question.Sweep sweep,
      Recording recording,
      boolean valid,
      List<SweepResult.FormulaResult> formulas) {
    Factor factor = sweep.factor();
    Metric metric = experiment.design().primary();
    Map<Cell, Sample> samples = new LinkedHashMap<>();
    List<Double> figures = new ArrayList<>();
    for (int level = 0; level < factor.levels().size(); level++) {
      Variant variant = experiment.variants().get(level);
      Sample sample = recording.sample(variant.name());
      samples.put(new Cell(List.of(level)), sample);
      OptionalDouble figure = metric.of(sample);
      figures.add(figure.isPresent() ? Results.rounded(figure.getAsDouble()) : null);
    }
    if (!valid) {
      return unknown(factor, figures, formulas, MatrixResults.INVALID);
    }
    try {
      Curve curve =
          new CurveAnalysis(Results.MARGIN, metric.higherIsBetter(), experiment.design().seed())
              .of(factor, positions(factor), Observations.of(metric, samples));
      return result(factor, figures, curve, formulas);
    } catch (TooLittle e) {
      return unknown(
          factor, figures, formulas, e.getMessage() + "; give a larger --budget, or --forks");
    }
  }

  private static SweepResult unknown(
      Factor factor, List<Double> figures, List<SweepResult.FormulaResult> formulas, String why) {
    List<SweepResult.PointResult> points =
        IntStream.range(0, figures.size())
            .mapToObj(
                i ->
                    new SweepResult.PointResult(
                        factor.levels().get(i), figures.get(i), null, null, null, "undecided"))
            .toList();
    return new SweepResult(factor.name(), points, null, null, null, formulas, why);
  }

  /** Numbers stand where their logarithm says, all else side by side. */
  private static double[] positions(Factor factor) {
    double[] positions = new double[factor.levels().size()];
    for (int i = 0; i < positions.length; i++) {
      String digits = factor.levels().get(i).replaceAll("[^0-9.].*", "");
      double number = digits.matches("[0-9]+(\\.[0-9]+)?") ? Double.parseDouble(digits) : 0;
      positions[i] = number > 0 ? Math.log(number) : Double.NaN;
    }
    boolean ascending =
        IntStream.range(0, positions.length)
            .allMatch(i -> i == 0 ? !Double.isNaN(positions[0]) : positions[i] > positions[i - 1]);
    return ascending ? positions : IntStream.range(0, positions.length).asDoubleStream().toArray();
  }

  private static SweepResult result(
      Factor factor, List<Double> figures, Curve curve, List<SweepResult.FormulaResult> formulas) {
    List<SweepResult.PointResult> points = new ArrayList<>();
    for (int i = 0; i < figures.size(); i++) {
      Curve.Point point = curve.points().get(i);
      points.add(
          new SweepResult.PointResult(
              point.value(),
              figures.get(i),
              Results.rounded(point.ratio()),
              Results.rounded(point.low()),
              Results.rounded(point.high()),
              point.verdict().name().toLowerCase(Locale.ROOT)));
    }
    return new SweepResult(
        factor.name(),
        points,
        factor.levels().get(curve.best()),
        curve.enough().isPresent() ? factor.levels().get(curve.enough().getAsInt()) : null,
        curve.knee() == null
            ? null
            : new SweepResult.KneeResult(
                factor.levels().get(curve.knee().position()),
                Results.rounded(curve.knee().sureness())),
        formulas,
        null);
  }
}
