package dev.tuninglab.lab.cli;

import dev.tuninglab.lab.experiment.GameDay;
import dev.tuninglab.lab.experiment.GameDayGate;
import dev.tuninglab.lab.experiment.Units;
import dev.tuninglab.lab.experiment.Variant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The plan of a game day in words, before anything has run. */
final class GameDayPlan {
  private GameDayPlan() {}

  /** A line each; the first is for the progress as well. */
  static List<String> lines(GameDay asked) {
    List<String> lines = new ArrayList<>();
    lines.add(
        asked.variants().size()
            + (asked.variants().size() == 1 ? " variant, " : " variants one after the other, ")
            + Units.text(asked.scenario().length())
            + " of load each, rate "
            + (asked.ratePerSecond() == null
                ? "auto up to " + Units.rate(asked.most())
                : Units.rate(asked.ratePerSecond()))
            + ", about "
            + Units.text(Duration.ofSeconds(asked.length().toSeconds()))
            + " in all, seed "
            + asked.seed());
    lines.add(
        "variants: "
            + asked.variants().stream().map(Variant::name).collect(Collectors.joining(", ")));
    lines.add("workload: " + asked.workload() + "; " + asked.data());
    asked
        .scenario()
        .faults()
        .forEach(step -> lines.add("at " + Units.text(step.at()) + ": " + step.fault().text()));
    lines.add("after the last: " + Units.text(asked.scenario().after()));
    if (!asked.gates().isEmpty()) {
      lines.add(
          "gates: "
              + asked.gates().stream().map(GameDayGate::text).collect(Collectors.joining(", "))
              + "; one that cannot be decided: "
              + asked.undecided().text());
    }
    return lines;
  }
}
