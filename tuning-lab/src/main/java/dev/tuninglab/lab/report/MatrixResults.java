package dev.tuninglab.lab.report;

import dev.tuninglab.lab.analysis.Sample;
import dev.tuninglab.lab.analysis.effects.Cell;
import dev.tuninglab.lab.analysis.effects.Effect;
import dev.tuninglab.lab.analysis.effects.Effects;
import dev.tuninglab.lab.analysis.effects.EffectsAnalysis;
import dev.tuninglab.lab.analysis.effects.Factor;
import dev.tuninglab.lab.analysis.effects.Observation;
import dev.tuninglab.lab.analysis.effects.Observations;
import dev.tuninglab.lab.analysis.effects.TooLittle;
import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.experiment.Fraction;
import dev.tuninglab.lab.experiment.Question;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.measure.Recording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes the answer of a matrix of its recording. */
final class MatrixResults {
  static final String INVALID = "the measurement is invalid";

  private MatrixResults() {}

  /**
   * @param valid whether anything may be said of what was measured
   */
  static MatrixResult of(
      Experiment experiment, Question.Matrix matrix, Recording recording, boolean valid) {
    List<Observation> observations =
        Observations.of(
            experiment.design().primary(), samples(experiment, matrix.factors(), recording));
    int jvms = observations.size();
    if (!valid) {
      return result(matrix, null, jvms, INVALID);
    }
    try {
      Effects effects =
          new EffectsAnalysis(
                  matrix.factorial(),
                  Results.MARGIN,
                  experiment.design().primary().higherIsBetter(),
                  experiment.design().seed())
              .of(observations);
      return result(matrix, effects, jvms, null);
    } catch (TooLittle e) {
      return result(matrix, null, jvms, e.getMessage() + "; give a larger --budget, or --forks");
    }
  }

  private static Map<Cell, Sample> samples(
      Experiment experiment, List<Factor> factors, Recording recording) {
    Map<Cell, Sample> samples = new LinkedHashMap<>();
    for (Variant variant : experiment.variants()) {
      samples.put(cell(variant, factors), recording.sample(variant.name()));
    }
    return samples;
  }

  private static Cell cell(Variant variant, List<Factor> factors) {
    List<Integer> levels = new ArrayList<>();
    for (Factor factor : factors) {
      levels.add(factor.levels().indexOf(variant.settings().get(factor.name())));
    }
    return new Cell(levels);
  }

  private static MatrixResult result(
      Question.Matrix matrix, Effects effects, int jvms, String why) {
    Optional<Fraction> fraction = matrix.fraction();
    return new MatrixResult(
        matrix.factors(),
        matrix.all(),
        matrix.runs(),
        fraction.map(Fraction::roman).orElse(null),
        fraction.map(f -> f.generatorTexts(matrix.factors())).orElse(List.of()),
        effects == null ? List.of() : effects(effects.mains()),
        effects == null ? List.of() : effects(effects.interactions()),
        effects == null ? null : effects.best(),
        effects == null ? List.of() : effects.gains(),
        effects == null ? null : Results.rounded(effects.spread()),
        jvms,
        why);
  }

  /** The strongest first. */
  private static List<MatrixResult.EffectResult> effects(List<Effect> effects) {
    return effects.stream()
        .sorted(Comparator.comparingDouble((Effect e) -> Math.abs(Math.log(e.ratio()))).reversed())
        .map(
            e ->
                new MatrixResult.EffectResult(
                    e.names(),
                    e.aliases(),
                    Results.rounded(e.ratio()),
                    Results.rounded(e.low()),
                    Results.rounded(e.high()),
                    e.confidence(),
                    Results.rounded(e.adjustedP()),
                    e.verdict().name().toLowerCase(Locale.ROOT)))
        .toList();
  }
}
