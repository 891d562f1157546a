package dev.tuninglab.lab.report;

import dev.tuninglab.lab.experiment.GameDay;
import dev.tuninglab.lab.experiment.GameDayGate;
import dev.tuninglab.lab.experiment.Gates;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Holds a game day to its gates: every variant to each, by the worst of its faults. */
final class GameDayGates {
  private GameDayGates() {}

  /**
   * What is known of a figure.
   *
   * @param value null when it is not known
   * @param atLeast it is this or more, where it is not known
   * @param text as people read it; null when there is nothing to read
   * @param why it is not known, or what else there is to say; may be null
   */
  private record Found(Double value, double atLeast, String text, String why) {
    static Found nothing(String why) {
      return new Found(null, 0, null, why);
    }
  }

  static List<Result.GateResult> of(GameDay asked, GameDayResult found, boolean valid) {
    List<Result.GateResult> all = new ArrayList<>();
    for (GameDayGate gate : asked.gates()) {
      asked
          .variants()
          .forEach(
              variant ->
                  all.add(
                      result(
                          gate,
                          variant.name(),
                          valid
                              ? find(gate.figure(), found.day(variant.name()), found)
                              : Found.nothing("the measurement is invalid"),
                          asked.undecided())));
    }
    return List.copyOf(all);
  }

  private static Found find(
      GameDayGate.Figure figure, GameDayResult.DayResult day, GameDayResult found) {
    if (day == null || day.cutShort()) {
      return Found.nothing("it had no whole day");
    }
    return switch (figure) {
      case RECOVERY -> recovery(day, found.holdSeconds());
      case LOST_REQUESTS ->
          number(day.faults().stream().mapToDouble(GameDayResult.FaultResult::lostRequests).sum());
      case LOST_WRITES -> lostWrites(day);
      case DUPLICATE_WRITES -> duplicates(day);
    };
  }

  private static Found number(double value) {
    return new Found(value, value, Words.number(value), null);
  }

  private static Found recovery(GameDayResult.DayResult day, double hold) {
    double worst = 0;
    for (GameDayResult.FaultResult fault : day.faults()) {
      if (fault.recoveredAfterSeconds() == null) {
        double watched = Math.max(0, fault.until() - fault.end() - hold);
        return new Found(
            null,
            watched,
            null,
            "not as before, for "
                + GameDayText.seconds(hold)
                + ", within the "
                + GameDayText.seconds(fault.until() - fault.end())
                + " after "
                + fault.fault());
      }
      worst = Math.max(worst, fault.recoveredAfterSeconds());
    }
    return new Found(worst, worst, GameDayText.seconds(worst), null);
  }

  private static Found lostWrites(GameDayResult.DayResult day) {
    if (day.writes() == null) {
      return Found.nothing("no write could be looked for: the workload's requests name no ledger");
    }
    return day.writes().knowsLosses()
        ? number(day.writes().lost())
        : Found.nothing(day.writes().notLookedFor() + " writes could not be looked for");
  }

  private static Found duplicates(GameDayResult.DayResult day) {
    if (day.writes() == null || day.writes().duplicates() == null) {
      return Found.nothing("nobody counted what was written (ledger.count of the target file)");
    }
    return number(day.writes().duplicates());
  }

  private static Result.GateResult result(
      GameDayGate gate, String variant, Found found, Gates.Undecided undecided) {
    // What grows can only break a limit further.
    boolean broken = found.value == null && found.atLeast > 0 && !gate.keeps(found.atLeast);
    String outcome =
        found.value == null && !broken
            ? "undecided"
            : found.value != null && gate.keeps(found.value) ? "held" : "failed";
    boolean held = outcome.equals("held");
    boolean pass = outcome.equals("undecided") && undecided == Gates.Undecided.PASS;
    return new Result.GateResult(
        gate.text(),
        variant,
        null,
        found.text,
        null,
        outcome.toLowerCase(Locale.ROOT),
        held,
        held || pass,
        found.why);
  }
}
