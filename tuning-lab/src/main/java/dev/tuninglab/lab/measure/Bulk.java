package dev.tuninglab.lab.measure;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * The fastest nine tenths of some requests. What a request takes in its parts adds up in means
 * alone; but a mean over all of them is made by the few that the machine kept waiting, which tell
 * nothing of the variant. Trimming one end is a compromise between the two (Tukey, 1962, on trimmed
 * means), the same for whatever is set against each other.
 */
public final class Bulk {
  private static final double SHARE = 0.9;

  private Bulk() {}

  /** Mean of the fastest nine tenths, in the histogram's unit; 0 of no requests. */
  public static double mean(Histogram latencies) {
    double left = latencies.getTotalCount() * SHARE;
    double all = left;
    double sum = 0;
    for (HistogramIterationValue bucket : latencies.recordedValues()) {
      double taken = Math.min(left, bucket.getCountAtValueIteratedTo());
      sum += taken * bucket.getValueIteratedTo();
      left -= taken;
    }
    return all == 0 ? 0 : sum / all;
  }
}
