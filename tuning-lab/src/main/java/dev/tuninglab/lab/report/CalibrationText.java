package dev.tuninglab.lab.report;

import dev.tuninglab.lab.analysis.Judgement;
import dev.tuninglab.lab.measure.CalibrationNote;
import java.util.List;
import java.util.stream.Collectors;

/** What a machine can see, and how far along the way to a precision it is. */
public final class CalibrationText {
  private CalibrationText() {}

  /**
   * {@code differences of 6.1% at P50, 15% at P99}: what forks of this machine can see, by its
   * calibration.
   */
  public static String sees(CalibrationNote note, int forks, int candidates) {
    List<String> figures =
        List.of("p50", "p90", "p99").stream()
            .filter(metric -> note.smallestDifference(metric, forks, candidates).isPresent())
            .map(
                metric ->
                    Words.percent2(note.smallestDifference(metric, forks, candidates).getAsDouble())
                        + " at "
                        + Words.percentile(metric))
            .toList();
    return figures.isEmpty() ? "nothing" : "differences of " + String.join(", ", figures);
  }

  /** The calibration behind a result, as a sentence; what to do where there is none. */
  public static String calibration(Result result) {
    CalibrationNote note = result.calibration();
    if (note == null) {
      return "this machine is not calibrated for this target; ./lab calibrate says what it can see";
    }
    return "calibrated on "
        + note.startedAt().substring(0, 10)
        + " (workload "
        + note.workload()
        + "): of "
        + note.sittings()
        + " comparisons of a variant with itself, "
        + note.wrong()
        + " claimed a difference"
        + (result.plan().users() == null && result.answer().compares()
            ? seesHere(result, note)
            : "");
  }

  private static String seesHere(Result result, CalibrationNote note) {
    return "; in "
        + result.plan().forks()
        + " forks it sees "
        + sees(note, Math.max(2, result.plan().forks()), Math.max(1, result.candidates().size()));
  }

  /** How far along the way to a precision: {@code after 4 forks: pool=hikari to 6.1%}. */
  public static String precisionSoFar(Judgement judgement, int forks) {
    return "after "
        + forks
        + " forks: "
        + judgement.candidates().stream()
            .map(
                name ->
                    name
                        + " "
                        + judgement
                            .primary(name)
                            .map(
                                c ->
                                    Words.ratio(c.ratio())
                                        + " to "
                                        + Words.percent2(
                                            Math.max(c.high() / c.ratio(), c.ratio() / c.low())
                                                - 1))
                            .orElse("not known yet"))
            .collect(Collectors.joining(", "));
  }
}
