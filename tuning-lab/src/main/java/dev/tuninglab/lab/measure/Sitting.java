package dev.tuninglab.lab.measure;

import dev.tuninglab.lab.experiment.BadInput;
import java.time.Instant;
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
 * @param machine where it ran
 * @param warnings met on the way
 * @param links what lay between the parts, other than loopback
 * @param end how the run ended
 * @param why it ended early; empty when it did not
 */
public record Sitting(
    Instant startedAt,
    Double tookSeconds,
    Double ratePerSecond,
    Machine machine,
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
  }

  private static void atLeastZero(String key, Double value) {
    if (value != null && !(value >= 0 && value < 1e9)) {
      throw new BadInput(key + " must be a number of at least 0, but was " + value);
    }
  }

  /** One that begins, of which nothing else is known yet. */
  public static Sitting begun(Instant startedAt, Machine machine) {
    return new Sitting(startedAt, null, null, machine, List.of(), List.of(), End.NONE, "");
  }

  /** What a reader should know of how the run ended. */
  public Optional<String> warning() {
    String after =
        tookSeconds == null ? "" : String.format(Locale.ROOT, " after %.0fs", tookSeconds);
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
        startedAt, tookSeconds, ratePerSecond, machine, warnings, links, End.IN_ORDER, "");
  }

  /** As it was when it ended before that. */
  public Sitting endedEarly(
      double tookSeconds, List<String> warnings, List<MeasuredLink> links, End end, String why) {
    return new Sitting(startedAt, tookSeconds, null, machine, warnings, links, end, why);
  }
}
