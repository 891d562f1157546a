package dev.tuninglab.lab.analysis.effects;

/**
 * Finds where a falling curve turns flat: the point that lies furthest below the straight line from
 * its first point to its last, both axes scaled to 0..1. Satopaa, Albrecht, Irwin and Raghavan,
 * Finding a "Kneedle" in a Haystack, 2011, sections III and IV, without its smoothing: the points
 * are few, and each is an estimate already.
 */
final class Knees {
  /** A curve that bends less than this has no knee: of the unit square. */
  private static final double LEAST_BEND = 0.1;

  /** A curve that falls by less than this in all is flat: as a logarithm. */
  private static final double LEAST_FALL = 0.05;

  private Knees() {}

  /**
   * Null when the curve has none.
   *
   * @param positions ascending
   * @param values at them, as logarithms; less is better
   * @param draws curves as they may be, given what was measured
   */
  static Curve.Knee find(double[] positions, double[] values, double[][] draws) {
    int knee = at(positions, values);
    if (knee < 0) {
      return null;
    }
    int same = 0;
    for (double[] draw : draws) {
      same += at(positions, draw) == knee ? 1 : 0;
    }
    return new Curve.Knee(knee, (double) same / draws.length);
  }

  /** -1 for none. */
  private static int at(double[] positions, double[] values) {
    int lowest = 0;
    for (int i = 1; i < values.length; i++) {
      lowest = values[i] < values[lowest] ? i : lowest;
    }
    double fall = values[0] - values[lowest];
    int last = values.length - 1;
    if (fall < LEAST_FALL || last < 2) {
      return -1;
    }
    int knee = -1;
    double most = LEAST_BEND;
    for (int i = 1; i < last; i++) {
      double x = (positions[i] - positions[0]) / (positions[last] - positions[0]);
      double y = (values[i] - values[lowest]) / fall;
      double chord = 1 - x * (1 - (values[last] - values[lowest]) / fall);
      if (chord - y > most) {
        most = chord - y;
        knee = i;
      }
    }
    return knee;
  }
}
