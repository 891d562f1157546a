package dev.tuninglab.lab.report;

import dev.tuninglab.lab.analysis.Run;
import dev.tuninglab.lab.analysis.recovery.Course;
import dev.tuninglab.lab.analysis.recovery.Moment;
import dev.tuninglab.lab.experiment.Fault;
import dev.tuninglab.lab.experiment.GameDay;
import dev.tuninglab.lab.experiment.GameDayGate;
import dev.tuninglab.lab.experiment.Gates;
import dev.tuninglab.lab.experiment.Mode;
import dev.tuninglab.lab.experiment.Network;
import dev.tuninglab.lab.experiment.Scenario;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.measure.Audit;
import dev.tuninglab.lab.measure.CalibrationNote;
import dev.tuninglab.lab.measure.Day;
import dev.tuninglab.lab.measure.Machine;
import dev.tuninglab.lab.measure.Sitting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.LongStream;

/** A made-up game day: a stall of 5 s at 100 requests a second, and two ways to bear it. */
final class SomeGameDay {
  static final double WIDTH = 0.2;
  private static final int REQUESTS = 20;
  private static final Instant START = Instant.parse("2026-11-25T10:00:00Z");

  private SomeGameDay() {}

  static GameDay asked(String... gates) {
    return new GameDay(
        "guard-db-stall",
        List.of("gameday", "--fault", "db-stall=5s", "--compare", "guard=none,timeouts"),
        "sample API",
        List.of(
            new Variant("guard=none", Map.of("guard", "none")),
            new Variant("guard=timeouts", Map.of("guard", "timeouts"))),
        "place-order",
        Scenario.of(Fault.parse("--fault", "db-stall=5s")),
        null,
        200,
        Mode.Spread.CONSTANT,
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        42,
        "tiny data, seed 1",
        Network.LOOPBACK,
        List.of(gates).stream().map(rule -> GameDayGate.parse("--gate", rule)).toList(),
        Gates.Undecided.FAIL);
  }

  /** The first waits for everything and never comes back; the second fails fast, and does. */
  static List<Day> days() {
    Audit audit =
        new Audit(
            5_500,
            5_000,
            100,
            0,
            400,
            399,
            1,
            0,
            0L,
            List.of("place-order with key 7: /orders/7 was answered with status 404"),
            true);
    return List.of(
        day("guard=none", i -> i < 100 ? usual(i) : i < 115 ? waiting(i) : timedOut(), Audit.NONE),
        day("guard=timeouts", i -> i < 100 || i >= 127 ? usual(i) : refused(), audit));
  }

  static Sitting sitting() {
    return Sitting.begun(START, Machine.here(), CalibrationNote.NONE)
        .ended(160, 0, List.of("guard=none: a made-up warning"), List.of());
  }

  static Day day(String variant, IntFunction<Moment> moments, Audit audit) {
    List<Moment> all = new ArrayList<>();
    for (int i = 0; i < 275; i++) {
      all.add(moments.apply(i));
    }
    return new Day(
        variant,
        Map.of("guard", variant.substring(variant.indexOf('=') + 1)),
        START,
        640,
        true,
        100,
        new Course(WIDTH, all),
        List.of(new Day.Broken("db-stall=5s", 20.001, 20.002, 25.004, "")),
        audit,
        Map.of("p50", 90.0, "p99", 800.0, "max", 2_000.0),
        0,
        false);
  }

  static Moment usual(int i) {
    return moment(
        0, Map.of(), LongStream.range(0, REQUESTS).map(j -> 3_000 + i * 37 % 500 + j).toArray());
  }

  private static Moment waiting(int i) {
    long first = 5_000_000 - (i - 100) * 200_000L;
    return moment(
        0, Map.of(), LongStream.range(0, REQUESTS).map(j -> first - 10_000 * j).sorted().toArray());
  }

  private static Moment timedOut() {
    return moment(0, Map.of("timeout", (long) REQUESTS));
  }

  private static Moment refused() {
    return moment(15, Map.of("status:500", 5L));
  }

  private static Moment moment(long refused, Map<String, Long> failed, long... latencies) {
    long[] counts = LongStream.generate(() -> 1).limit(latencies.length).toArray();
    long failures = failed.values().stream().mapToLong(Long::longValue).sum();
    return new Moment(
        latencies.length + refused + failures,
        refused,
        new TreeMap<>(failed),
        new Run(1, 1, WIDTH, latencies, counts));
  }
}
