package dev.tuninglab.lab.measure;

import dev.tuninglab.lab.experiment.BadInput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What happened in a run besides its slices: with the experiment and the slices, all that a result
 * is made of.
 *
 * @param startedAt when the first subject was started
 * @param tookSeconds from then to the last slice; null until the run has ended
 * @param ratePerSecond offered to each variant in measured slices, 0 with users back to back; null
 *     when the run ended before it was whole
 * @param machine where it ran; null when that is no longer known
 * @param calibration that was at hand when it began
 * @param warnings met on the way
 * @param links what lay between the parts, other than loopback
 * @param end how the run ended; null when that is no longer known
 * @param why it ended early; empty when it did not
 */
public record Sitting(
    Instant startedAt,
    Double tookSeconds,
    Double ratePerSecond,
    Machine machine,
    CalibrationNote calibration,
    List<String> warnings,
    List<MeasuredLink> links,
    End end,
    String why) {
  public static final String FILE = "sitting.json";

  /** How a run ended. */
  public enum End {
    /** Not yet, or nobody was left to say so: the process was killed. */
    NONE,
    IN_ORDER,
    INTERRUPTED,
    FAILED
  }

  public Sitting {
    warnings = List.copyOf(warnings);
    links = List.copyOf(links);
    atLeastZero("tookSeconds", tookSeconds);
    atLeastZero("ratePerSecond", ratePerSecond);
    if (machine != null && machine.cores() < 1) {
      throw new BadInput("machine.cores must be at least 1, but was " + machine.cores());
    }
  }

  /** Of the machine; 0 when that is no longer known. */
  public int cores() {
    return machine == null ? 0 : machine.cores();
  }

  private static void atLeastZero(String key, Double value) {
    if (value != null && !(value >= 0 && value < 1e9)) {
      throw new BadInput(key + " must be a number of at least 0, but was " + value);
    }
  }

  /** One that begins, of which nothing else is known yet. */
  public static Sitting begun(Instant startedAt, Machine machine, CalibrationNote calibration) {
    return new Sitting(
        startedAt, null, null, machine, calibration, List.of(), List.of(), End.NONE, "");
  }

  /** What a reader should know of how the run ended. */
  public Optional<String> warning() {
    String after =
        tookSeconds == null ? "" : String.format(Locale.ROOT, " after %.0fs", tookSeconds);
    if (end == null) {
      return Optional.empty();
    }
    return switch (end) {
      case IN_ORDER -> Optional.empty();
      case NONE ->
          Optional.of(
              "the run did not come to its end (it was killed, or still runs):"
                  + " only what is on disk was judged");
      case INTERRUPTED ->
          Optional.of(
              "the run was interrupted" + after + ": only what was measured before was judged");
      case FAILED ->
          Optional.of(
              "the run failed"
                  + after
                  + (why.isBlank() ? "" : " (" + why + ")")
                  + ": only what was measured before was judged");
    };
  }

  /** As it was when all was measured that was to be. */
  public Sitting ended(
      double tookSeconds, double ratePerSecond, List<String> warnings, List<MeasuredLink> links) {
    return new Sitting(
        startedAt,
        tookSeconds,
        ratePerSecond,
        machine,
        calibration,
        warnings,
        links,
        End.IN_ORDER,
        "");
  }

  /**
   * As it is told from what is stored.
   *
   * @param more warnings of what could not be read, before those of the run
   */
  Sitting recalled(double tookSeconds, double ratePerSecond, List<String> more) {
    List<String> all = new ArrayList<>(more);
    all.addAll(warnings);
    return new Sitting(
        startedAt, tookSeconds, ratePerSecond, machine, calibration, all, links, end, why);
  }

  /** The same with one more warning, before the others. */
  public Sitting warnedOf(String warning) {
    List<String> all = new ArrayList<>(List.of(warning));
    all.addAll(warnings);
    return new Sitting(
        startedAt, tookSeconds, ratePerSecond, machine, calibration, all, links, end, why);
  }

  /** One of which only its begin is known. */
  static Sitting forgotten(Instant startedAt) {
    return new Sitting(
        startedAt, null, null, null, CalibrationNote.NONE, List.of(), List.of(), null, "");
  }

  /** As it was when it ended before that. */
  public Sitting endedEarly(
      double tookSeconds, List<String> warnings, List<MeasuredLink> links, End end, String why) {
    return new Sitting(
        startedAt, tookSeconds, null, machine, calibration, warnings, links, end, why);
  }
}
