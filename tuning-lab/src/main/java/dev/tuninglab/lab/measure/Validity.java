package dev.tuninglab.lab.measure;

import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.experiment.Rate;
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

  /** Who does this share of the offered rate is not past saturation. */
  static final double KEPT_UP = 0.9;

  /**
   * @param all that was measured: what subjects count is held to it
   * @param recording what of it clients were served, by which the rest is judged
   * @param cores of the machine on which all ran
   */
  public static Validity of(Experiment experiment, Recording all, Recording recording, int cores) {
    List<String> reasons = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    for (Variant variant : experiment.variants()) {
      String name = variant.name();
      if (recording.total(name, Slice::completed) == 0) {
        reasons.add(name + " completed no request" + kinds(recording, name));
        continue;
      }
      Agreement.trouble(all, name).ifPresent(reasons::add);
      refusals(recording, name, warnings);
      errors(recording, name, reasons, warnings);
      lateness(recording, name, reasons, warnings);
      GeneratorUse.check(recording, name, cores, reasons, warnings);
      experiment
          .design()
          .mode()
          .rate()
          .ifPresent(rate -> saturation(rate, recording, name, warnings));
    }
    String baseline = experiment.baseline().name();
    for (Variant candidate : experiment.candidates()) {
      UnevenErrors.check(recording, baseline, candidate.name(), reasons, warnings);
    }
    List<String> names = experiment.variants().stream().map(Variant::name).toList();
    MachineStalls.check(recording, names, reasons, warnings);
    return new Validity(List.copyOf(reasons), List.copyOf(warnings));
  }

  private static void refusals(Recording recording, String name, List<String> warnings) {
    long refused = recording.total(name, Slice::refused);
    if (refused > 0) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "%s refused %.1f%% of its requests: its latencies are those of the admitted ones",
              name,
              100.0 * refused / ended(recording, name)));
    }
  }

  /** Every request that was offered ends in one of these ways. */
  private static long ended(Recording recording, String name) {
    return recording.total(name, slice -> slice.completed() + slice.refused() + slice.failed());
  }

  private static void errors(
      Recording recording, String name, List<String> reasons, List<String> warnings) {
    long failed = recording.total(name, Slice::failed);
    if (failed == 0) {
      return;
    }
    double share = (double) failed / ended(recording, name);
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

  private static void saturation(
      Rate rate, Recording recording, String name, List<String> warnings) {
    boolean overload = rate instanceof Rate.Times times && times.overload();
    long waited = recording.total(name, slice -> slice.report().waited());
    if (waited > 0) {
      warnings.add(
          waited
              + " requests to "
              + name
              + " found every user of the generator busy: the rate is past what this variant"
              + " sustains"
              + (overload ? ", as " + rate.text() + " asks for" : "; give a lower --rate"));
    } else if (overload && keptUp(recording, name)) {
      warnings.add(
          name
              + " kept up with "
              + rate.text()
              + " of what was sustained in the warm-up, so it was not past saturation; give a"
              + " higher --rate");
    }
  }

  /** Whether all was done within about the time in which it was offered, and nothing refused. */
  private static boolean keptUp(Recording recording, String name) {
    double seconds = recording.total(name, slice -> slice.report().elapsedNanos()) / 1e9;
    double donePerSecond = recording.total(name, Slice::completed) / seconds;
    return donePerSecond > KEPT_UP * recording.ratePerSecond();
  }

  private static String kinds(Recording recording, String name) {
    SortedMap<String, Long> kinds = recording.errorsByKind(name);
    long refused = recording.total(name, Slice::refused);
    if (refused > 0) {
      kinds.put("refused", refused);
    }
    return kinds.isEmpty() ? "" : ": " + kinds;
  }
}
