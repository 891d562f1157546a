package dev.tuninglab.lab.report;

import dev.tuninglab.lab.analysis.Metric;
import dev.tuninglab.lab.analysis.Sample;
import dev.tuninglab.lab.analysis.recovery.Course;
import dev.tuninglab.lab.analysis.recovery.Moment;
import dev.tuninglab.lab.analysis.recovery.Phase;
import dev.tuninglab.lab.analysis.recovery.Recovery;
import dev.tuninglab.lab.experiment.GameDay;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.measure.Audit;
import dev.tuninglab.lab.measure.Day;
import dev.tuninglab.lab.measure.Sitting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Makes the result of a game day. */
public final class GameDayResults {
  private static final Metric P50 = Metric.named("p50").orElseThrow();
  private static final Metric P99 = Metric.named("p99").orElseThrow();

  /** A generator that is later than this at P99 has latencies of its own. */
  private static final double LATE_MICROS = 10_000;

  private final GameDay asked;
  private final List<String> reasons = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  private GameDayResults(GameDay asked) {
    this.asked = asked;
  }

  /**
   * @param days those that were had, in order
   * @param sitting what happened besides
   */
  public static Result of(GameDay asked, List<Day> days, Sitting sitting) {
    return new GameDayResults(asked).result(days, sitting);
  }

  private Result result(List<Day> days, Sitting sitting) {
    sitting.warning().ifPresent(warnings::add);
    warnings.addAll(sitting.warnings());
    days.forEach(this::check);
    GameDayResult found =
        new GameDayResult(
            days.isEmpty() ? 0 : days.get(0).course().width(),
            seconds(asked.hold()),
            seconds(asked.timeout()),
            days.stream().map(this::day).toList());
    if (days.stream().allMatch(Day::cutShort)) {
      reasons.add("no variant had its whole day");
    }
    asked.variants().stream()
        .filter(variant -> find(days, variant).isEmpty())
        .forEach(variant -> warnings.add(variant.name() + " had no day"));
    return new Result(
        Result.SCHEMA,
        asked.name(),
        reasons.isEmpty(),
        List.copyOf(reasons),
        List.copyOf(warnings),
        sitting.machine(),
        LinkResults.of(sitting.links()),
        null,
        sitting.startedAt().toString(),
        asked.command(),
        asked.target(),
        asked.data(),
        asked.workload(),
        plan(days, sitting),
        days.stream().map(GameDayResults::variant).toList(),
        List.of(),
        List.of(),
        List.of(),
        GameDayGates.of(asked, found, reasons.isEmpty()),
        Answer.of(found),
        null);
  }

  private static Optional<Day> find(List<Day> days, Variant variant) {
    return days.stream().filter(day -> day.variant().equals(variant.name())).findFirst();
  }

  private void check(Day day) {
    String name = day.variant();
    if (day.cutShort()) {
      warnings.add(name + ": its day was broken off; its time line ends early");
    }
    if (day.waited() > 0) {
      warnings.add(
          name
              + ": "
              + day.waited()
              + " requests found all users of the generator busy, and waited for one");
    }
    double late = day.latenessMicros().getOrDefault("p99", 0.0);
    if (late > LATE_MICROS) {
      warnings.add(
          name
              + ": the generator itself was "
              + Words.latency(late)
              + " late at P99: latencies hold that as well");
    }
  }

  private Result.Plan plan(List<Day> days, Sitting sitting) {
    return new Result.Plan(
        seconds(asked.length()),
        sitting.tookSeconds() == null ? 0 : sitting.tookSeconds(),
        1,
        days.size(),
        seconds(asked.scenario().length()),
        days.isEmpty() ? null : days.get(0).ratePerSecond(),
        asked.arrivals().id(),
        null,
        null,
        asked.seed(),
        P99.name(),
        Results.MARGIN);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1_000.0;
  }

  private static Result.VariantResult variant(Day day) {
    Map<String, Long> failed = new TreeMap<>();
    List<Moment> moments = day.course().moments();
    moments.forEach(m -> m.failed().forEach((kind, n) -> failed.merge(kind, n, Long::sum)));
    Sample completed = new Sample(moments.stream().map(Moment::completed).toList());
    return new Result.VariantResult(
        day.variant(),
        day.settings(),
        completed.requests(),
        moments.stream().mapToLong(Moment::refused).sum(),
        moments.stream().mapToLong(Moment::failures).sum(),
        failed,
        moments.isEmpty() ? 0 : Results.rounded(completed.requests() / day.course().seconds()),
        latencies(completed),
        Map.of(),
        Map.of(),
        day.latenessMicros(),
        Map.of(),
        null);
  }

  private static Map<String, Double> latencies(Sample completed) {
    Map<String, Double> figures = new LinkedHashMap<>();
    for (Metric metric : Metric.ALL) {
      if (!(metric instanceof Metric.Throughput)
          && completed.requests() >= metric.fewestRequests()) {
        metric.of(completed).ifPresent(v -> figures.put(metric.name(), Results.rounded(v)));
      }
    }
    return figures;
  }

  private GameDayResult.DayResult day(Day day) {
    return new GameDayResult.DayResult(
        day.variant(),
        Results.rounded(day.sustainedPerSecond()),
        day.cutShort(),
        faults(day),
        day.audit().equals(Audit.NONE) ? null : GameDayResult.WritesResult.of(day.audit()),
        timeline(day.course()));
  }

  private List<GameDayResult.FaultResult> faults(Day day) {
    List<GameDayResult.FaultResult> found = new ArrayList<>();
    for (int i = 0; i < day.faults().size(); i++) {
      boolean last = i + 1 == day.faults().size();
      double until = last ? day.course().seconds() : day.faults().get(i + 1).begin();
      try {
        found.add(fault(day, day.faults().get(i), until));
      } catch (IllegalArgumentException e) {
        reasons.add(day.variant() + ", " + day.faults().get(i).fault() + ": " + e.getMessage());
      }
    }
    return found;
  }

  private GameDayResult.FaultResult fault(Day day, Day.Broken fault, double until) {
    double end = Math.min(fault.end(), until);
    double steady = day.faults().get(0).begin();
    Recovery recovery =
        Recovery.of(
            day.course(),
            new Recovery.Disturbance(0, steady, fault.begin(), end, until, seconds(asked.hold())));
    return new GameDayResult.FaultResult(
        fault.fault(),
        millis(fault.begin()),
        millis(end),
        millis(until),
        fault.note().isEmpty() ? null : fault.note(),
        orNull(recovery.noticedAfter()),
        orNull(recovery.returnedAfter()),
        orNull(recovery.recoveredAfter()),
        orNull(recovery.relapsedAfter()),
        Math.rint(recovery.lost()),
        recovery.latencyRun(),
        recovery.lossRun(),
        Results.rounded(recovery.falseAlarm()),
        new GameDayResult.BandResult(
            recovery.band().moments(),
            Results.rounded(recovery.band().medianP99Micros()),
            Results.rounded(recovery.band().highestP99Micros()),
            Results.rounded(recovery.band().highestLostShare())),
        phase(recovery.before()),
        phase(recovery.during()),
        phase(recovery.after()));
  }

  /** The bucket is the grain; thousandths of a second say nothing. */
  private static double millis(double seconds) {
    return Math.rint(seconds * 1_000) / 1_000;
  }

  private static Double orNull(OptionalDouble seconds) {
    return seconds.isPresent() ? millis(seconds.getAsDouble()) : null;
  }

  private static GameDayResult.PhaseResult phase(Phase phase) {
    return new GameDayResult.PhaseResult(
        millis(phase.seconds()),
        phase.offered(),
        phase.completed().requests(),
        phase.refused(),
        phase.failures(),
        phase.failed(),
        latencies(phase.completed()));
  }

  private static List<GameDayResult.PartResult> timeline(Course course) {
    List<GameDayResult.PartResult> parts = new ArrayList<>();
    for (Moment moment : course.moments()) {
      Sample completed = new Sample(List.of(moment.completed()));
      parts.add(
          new GameDayResult.PartResult(
              millis(parts.size() * course.width()),
              moment.offered(),
              moment.refused(),
              moment.failed(),
              figure(P50, completed),
              figure(P99, completed)));
    }
    return parts;
  }

  private static Double figure(Metric metric, Sample completed) {
    OptionalDouble value = metric.of(completed);
    return value.isPresent() ? Results.rounded(value.getAsDouble()) : null;
  }
}
