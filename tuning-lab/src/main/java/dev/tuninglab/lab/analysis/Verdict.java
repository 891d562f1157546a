package dev.tuninglab.lab.analysis;

/** What may be said of a candidate against its baseline. */
public enum Verdict {
  /** The whole interval lies below 1. */
  FASTER,
  /** The whole interval lies above 1. */
  SLOWER,
  /** The whole interval lies within the margin around 1: any difference is too small to matter. */
  SAME,
  /** The interval spans 1 and leaves the margin: more measuring would be needed to tell. */
  UNDECIDED;

  /**
   * @param margin half-width of what counts as the same, as a share: 0.05 is 5% either way
   */
  static Verdict of(double low, double high, double margin) {
    if (low >= 1 / (1 + margin) && high <= 1 + margin) {
      return SAME;
    }
    if (high < 1) {
      return FASTER;
    }
    return low > 1 ? SLOWER : UNDECIDED;
  }
}
