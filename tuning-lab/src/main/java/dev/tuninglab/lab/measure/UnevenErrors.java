package dev.tuninglab.lab.measure;

import dev.tuninglab.lab.analysis.FisherExact;
import java.util.List;
import java.util.Locale;

/**
 * Whether a candidate fails a larger or smaller share of its requests than the baseline. Failed
 * requests are in none of the percentiles, and they are rarely the quickest: who fails more looks
 * the better for it.
 */
final class UnevenErrors {
  /** Below this, chance does not explain the difference: one candidate in a thousand. */
  static final double MOST_CHANCE = 0.001;

  /** A tenth of what lies beyond P99: less than this share apart moves no percentile. */
  static final double MOST_APART = 0.001;

  private UnevenErrors() {}

  static void check(
      Recording recording,
      String baseline,
      String candidate,
      List<String> reasons,
      List<String> warnings) {
    long failedThere = recording.total(baseline, Slice::failed);
    long allThere = failedThere + answered(recording, baseline);
    long failedHere = recording.total(candidate, Slice::failed);
    long allHere = failedHere + answered(recording, candidate);
    if (allThere == 0
        || allHere == 0
        || FisherExact.twoSided(failedHere, allHere, failedThere, allThere) > MOST_CHANCE) {
      return;
    }
    double here = (double) failedHere / allHere;
    double there = (double) failedThere / allThere;
    (Math.abs(here - there) > MOST_APART ? reasons : warnings)
        .add(
            String.format(
                Locale.ROOT,
                "%s failed %.2f%% of its requests, %s %.2f%%: failures are in no percentile,"
                    + " so the two are not of the same requests",
                candidate,
                100 * here,
                baseline,
                100 * there));
  }

  private static long answered(Recording recording, String variant) {
    return recording.total(variant, slice -> slice.completed() + slice.refused());
  }
}
