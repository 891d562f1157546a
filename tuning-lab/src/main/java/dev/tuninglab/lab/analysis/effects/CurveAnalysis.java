package dev.tuninglab.lab.analysis.effects;

import dev.tuninglab.lab.analysis.Judge;
import dev.tuninglab.lab.analysis.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Says how much of one thing is right: every value against the best of all, whichever that is.
 *
 * <p>Which value is best is itself not known, and the one that looks best was picked for that. So
 * values are compared with the unknown best by Hsu's multiple comparisons with the best (Hsu,
 * Constrained Simultaneous Confidence Intervals for Multiple Comparisons with the Best, Annals of
 * Statistics 12, 1984; Multiple Comparisons, 1996, chapter 4): a value is worse if some other is
 * shown to beat it, and the same as the best if no other is shown able to beat it by more than the
 * margin, all of this together with 95%. The critical value comes from draws, as the differences
 * are not independent.
 *
 * @param margin half-width of what counts as the same, as a share
 * @param higherIsBetter whether of the figure, more is better
 * @param seed of the draws
 */
public record CurveAnalysis(double margin, boolean higherIsBetter, long seed) {

  /**
   * @param positions where the values lie on the axis, ascending: their logarithms, or 0, 1, 2, ...
   * @throws TooLittle if the observations do not tell the values apart
   */
  public Curve of(Factor factor, double[] positions, List<Observation> observations)
      throws TooLittle {
    Coding coding = new Coding(List.of(factor), List.of(Term.main(0)));
    FactorialModel model = FactorialModel.fit(signed(observations), coding);
    int n = factor.levels().size();
    double[][] rows =
        IntStream.range(0, n)
            .mapToObj(level -> coding.row(new Cell(List.of(level))))
            .toArray(double[][]::new);
    double[] estimates = Arrays.stream(rows).mapToDouble(model::estimate).toArray();
    double[][] errors = errors(rows, model);
    double[][] deviations = Draws.deviations(model, seed);
    List<Curve.Point> points = new ArrayList<>();
    int best = least(estimates);
    for (int i = 0; i < n; i++) {
      points.add(point(factor.levels().get(i), i, best, estimates, errors, rows, deviations));
    }
    OptionalInt enough =
        IntStream.range(0, n).filter(i -> points.get(i).verdict() == Verdict.SAME).findFirst();
    Curve.Knee knee = Knees.find(positions, estimates, curves(rows, estimates, deviations));
    return new Curve(points, best, enough, knee);
  }

  /** So that less is better. */
  private List<Observation> signed(List<Observation> observations) {
    return higherIsBetter
        ? observations.stream()
            .map(seen -> new Observation(seen.block(), seen.cell(), -seen.value()))
            .toList()
        : observations;
  }

  private static int least(double[] values) {
    return IntStream.range(0, values.length)
        .reduce((a, b) -> values[b] < values[a] ? b : a)
        .orElseThrow();
  }

  private static double[][] errors(double[][] rows, FactorialModel model) {
    double[][] errors = new double[rows.length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows.length; j++) {
        errors[i][j] = model.error(Vectors.less(rows[i], rows[j]));
      }
    }
    return errors;
  }

  private Curve.Point point(
      String value,
      int i,
      int best,
      double[] estimates,
      double[][] errors,
      double[][] rows,
      double[][] deviations) {
    double critical = critical(i, errors, rows, deviations);
    double worst = 0;
    boolean beaten = false;
    for (int j = 0; j < estimates.length; j++) {
      if (j != i) {
        double ahead = estimates[i] - estimates[j];
        worst = Math.max(worst, ahead + critical * errors[i][j]);
        beaten |= ahead - critical * errors[i][j] > 0;
      }
    }
    double ratio = estimates[i] - estimates[best];
    double half = critical * errors[i][best];
    Verdict verdict =
        worst <= Math.log1p(margin) ? Verdict.SAME : beaten ? Verdict.SLOWER : Verdict.UNDECIDED;
    double low = i == best ? 0 : ratio - half;
    double high = i == best ? 0 : ratio + half;
    return new Curve.Point(
        value,
        Math.exp(sign() * ratio),
        Math.exp(sign() * (higherIsBetter ? high : low)),
        Math.exp(sign() * (higherIsBetter ? low : high)),
        verdict);
  }

  private int sign() {
    return higherIsBetter ? -1 : 1;
  }

  /** What no value's lead over this one exceeds, in standard errors, with 95% over all of them. */
  private static double critical(int i, double[][] errors, double[][] rows, double[][] deviations) {
    double[] most = new double[deviations.length];
    for (int d = 0; d < most.length; d++) {
      for (int j = 0; j < rows.length; j++) {
        if (j != i) {
          double lead =
              Math.abs(Vectors.dot(Vectors.less(rows[i], rows[j]), deviations[d])) / errors[i][j];
          most[d] = Math.max(most[d], lead);
        }
      }
    }
    Arrays.sort(most);
    return most[(int) (Judge.CONFIDENCE * most.length)];
  }

  private static double[][] curves(double[][] rows, double[] estimates, double[][] deviations) {
    double[][] curves = new double[deviations.length][rows.length];
    for (int d = 0; d < curves.length; d++) {
      for (int i = 0; i < rows.length; i++) {
        curves[d][i] = estimates[i] + Vectors.dot(rows[i], deviations[d]);
      }
    }
    return curves;
  }
}
