package dev.tuninglab.lab.analysis;

import org.apache.commons.statistics.distribution.TDistribution;

/** Student's t, as tests and intervals use it. */
public final class Student {
  private Student() {}

  /**
   * What a t of that many degrees of freedom exceeds, either way, with that probability; infinite
   * at level 0.
   *
   * @param level 0 to 1: 0.05 for a 95% interval
   */
  public static double twoSided(double level, double freedom) {
    return upper(level / 2, freedom);
  }

  /** What a t of that many degrees of freedom exceeds with that probability. */
  static double upper(double probability, double freedom) {
    return TDistribution.of(freedom).inverseSurvivalProbability(probability);
  }

  /** Probability that a t of that many degrees of freedom lies further from 0 than this one. */
  public static double pValue(double t, double freedom) {
    return Math.min(1, 2 * TDistribution.of(freedom).survivalProbability(Math.abs(t)));
  }
}
