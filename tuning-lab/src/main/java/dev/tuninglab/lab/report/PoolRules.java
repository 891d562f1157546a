package dev.tuninglab.lab.report;

import dev.tuninglab.lab.experiment.Network;
import dev.tuninglab.lab.measure.Recording;
import dev.tuninglab.lab.measure.Sitting;
import dev.tuninglab.lab.why.Counter;
import dev.tuninglab.lab.why.Diagnosis;
import dev.tuninglab.lab.why.Inside;
import dev.tuninglab.lab.why.Phase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** What rules of thumb say of a connection pool's size, to stand beside what was measured. */
final class PoolRules {
  /** Phases of a request in which it holds its connection. */
  private static final Set<String> HELD = Set.of("query", "map", "release");

  private PoolRules() {}

  /** What they say of a sweep's surroundings; of rules that lack a number, nothing. */
  static List<SweepResult.FormulaResult> of(
      Recording recording, Sitting sitting, Diagnosis diagnosis) {
    double database =
        sitting.links().stream()
            .filter(link -> link.place().equals(Network.DATABASE))
            .mapToDouble(link -> link.roundTrip().p50Micros())
            .sum();
    Inside quickest =
        diagnosis.variants().stream()
            .min(Comparator.comparingDouble(Inside::meanMicros))
            .orElse(null);
    return of(sitting.cores(), recording.ratePerSecond(), quickest, database);
  }

  /**
   * @param cores of the machine with the database, 0 when not known
   * @param ratePerSecond offered to each variant; 0 with users back to back
   * @param inside of the variant that tells how long a request holds a connection; null if none
   * @param databaseMicros a round trip to the database over the lab's link, 0 without one
   */
  static List<SweepResult.FormulaResult> of(
      int cores, double ratePerSecond, Inside inside, double databaseMicros) {
    List<SweepResult.FormulaResult> rules = new ArrayList<>();
    if (cores > 0) {
      rules.add(
          new SweepResult.FormulaResult(
              "The rule of PostgreSQL's wiki and HikariCP's (cores x 2 + spindles)",
              String.valueOf(cores * 2 + 1),
              cores + " cores x 2 + 1 disk"));
    }
    OptionalDouble held = held(inside, databaseMicros);
    if (ratePerSecond > 0 && held.isPresent()) {
      double busy = ratePerSecond * held.getAsDouble() / 1e6;
      rules.add(
          new SweepResult.FormulaResult(
              "Little's law (rate x time a connection is held)",
              Words.number(busy) + " busy on average",
              Words.number(ratePerSecond)
                  + "/s x "
                  + Words.latency(held.getAsDouble())
                  + " a request; more than that are busy at times, so the pool must be larger"));
    }
    return rules;
  }

  /** As the service says it; else the database's own work and the ways to it. */
  private static OptionalDouble held(Inside inside, double databaseMicros) {
    if (inside == null) {
      return OptionalDouble.empty();
    }
    double phases =
        inside.phases().stream()
            .filter(phase -> HELD.contains(phase.name()))
            .mapToDouble(Phase::microsPerRequest)
            .sum();
    if (phases > 0) {
      return OptionalDouble.of(phases);
    }
    OptionalDouble worked = inside.of(Counter.DB_MICROS);
    OptionalDouble statements = inside.of(Counter.SQL_STATEMENTS);
    return worked.isEmpty() || statements.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(worked.getAsDouble() + statements.getAsDouble() * databaseMicros);
  }
}
