package dev.tuninglab.lab.analysis;

/** What may be said of a candidate against its baseline. */
public enum Verdict {
  /** Shown to be better: latency below the baseline's, or throughput above it. */
  FASTER,
  /** Shown to be worse. */
  SLOWER,
  /** The whole interval lies within the margin around 1: any difference is too small to matter. */
  SAME,
  /** Neither is shown: more measuring would be needed to tell. */
  UNDECIDED;

  /**
   * @param margin half-width of what counts as the same, as a share: 0.05 is 5% either way
   * @param shown whether a difference is shown, with the whole family of comparisons in view
   * @param higherIsBetter whether a ratio above 1 is the better one
   */
  public static Verdict of(
      double low, double high, double margin, boolean shown, boolean higherIsBetter) {
    if (low >= 1 / (1 + margin) && high <= 1 + margin) {
      return SAME;
    }
    if (!shown || (low <= 1 && high >= 1)) {
      return UNDECIDED;
    }
    return high < 1 == higherIsBetter ? SLOWER : FASTER;
  }
}
