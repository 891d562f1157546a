package dev.tuninglab.lab.measure;

import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.experiment.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import org.HdrHistogram.Histogram;

/**
 * Whether what came back may be judged at all. The generator is a suspect like any other part.
 *
 * @param reasons why there may be no verdict; empty when there may
 * @param warnings what a reader should know beside a verdict
 */
public record Validity(List<String> reasons, List<String> warnings) {
  /** A variant that fails more than this share of its requests is not doing the work compared. */
  static final double MOST_ERRORS = 0.01;

  /** Median lateness past this share of the median latency says the generator made the figure. */
  static final double LATE_MEDIAN_SHARE = 0.5;

  /** Lateness at P99, in microseconds, past which a reader is warned. */
  static final long LATE_P99_WARNING = 5_000;

  public static Validity of(Experiment experiment, Recording recording) {
    List<String> reasons = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    for (Variant variant : experiment.variants()) {
      String name = variant.name();
      if (recording.total(name, Slice::completed) == 0) {
        reasons.add(name + " completed no request" + kinds(recording, name));
        continue;
      }
      errors(recording, name, reasons, warnings);
      lateness(recording, name, reasons, warnings);
      saturation(recording, name, warnings);
    }
    return new Validity(List.copyOf(reasons), List.copyOf(warnings));
  }

  private static void errors(
      Recording recording, String name, List<String> reasons, List<String> warnings) {
    long failed = recording.total(name, Slice::failed);
    if (failed == 0) {
      return;
    }
    double share = (double) failed / (failed + recording.total(name, Slice::completed));
    String line =
        String.format(
            Locale.ROOT,
            "%s failed %d requests (%.2f%%)%s",
            name,
            failed,
            share * 100,
            kinds(recording, name));
    (share > MOST_ERRORS ? reasons : warnings).add(line);
  }

  private static void lateness(
      Recording recording, String name, List<String> reasons, List<String> warnings) {
    Histogram late = recording.ownLateness(name);
    long median = late.getValueAtPercentile(50);
    long p99 = late.getValueAtPercentile(99);
    long latency = recording.fromScheduled(name).getValueAtPercentile(50);
    String figures =
        String.format(
            Locale.ROOT,
            "the generator sent late to %s: P50 %.2f ms, P99 %.2f ms",
            name,
            median / 1_000.0,
            p99 / 1_000.0);
    if (median > LATE_MEDIAN_SHARE * latency) {
      reasons.add(figures + ", against a median latency of " + latency / 1_000.0 + " ms");
    } else if (p99 > LATE_P99_WARNING) {
      warnings.add(figures);
    }
  }

  private static void saturation(Recording recording, String name, List<String> warnings) {
    long waited = recording.total(name, slice -> slice.report().waited());
    if (waited > 0) {
      warnings.add(
          waited
              + " requests to "
              + name
              + " found every user of the generator busy: the rate is"
              + " past what this variant sustains; give a lower --rate");
    }
  }

  private static String kinds(Recording recording, String name) {
    SortedMap<String, Long> kinds = recording.errorsByKind(name);
    return kinds.isEmpty() ? "" : ": " + kinds;
  }
}
