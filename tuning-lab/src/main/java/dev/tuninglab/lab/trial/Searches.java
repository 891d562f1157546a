package dev.tuninglab.lab.trial;

import dev.tuninglab.gatling.Load;
import dev.tuninglab.gatling.workload.Arrivals;
import dev.tuninglab.lab.analysis.capacity.Bracket;
import dev.tuninglab.lab.analysis.capacity.Search;
import dev.tuninglab.lab.analysis.capacity.Step;
import dev.tuninglab.lab.experiment.CapacityPlan;
import dev.tuninglab.lab.experiment.Mode;
import dev.tuninglab.lab.experiment.Rate;
import dev.tuninglab.lab.measure.Recording;
import dev.tuninglab.lab.measure.Slice;
import dev.tuninglab.lab.measure.Steps;
import dev.tuninglab.lab.target.Subject;
import dev.tuninglab.lab.target.Subjects;
import dev.tuninglab.lab.target.TargetFailed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * Looks for the capacity of each subject of a fork, side by side: in a round, every one whose
 * search has not ended has one try of its rate. A JVM's search begins where those of the JVMs
 * before it ended, from a rate that is drawn about there.
 */
final class Searches implements Rounds {
  /** Of what a few users back to back got, the share at which the first search begins. */
  private static final double OF_SUSTAINED = 0.7;

  private static final double FIRST_STAIR = 1.25;
  private static final double LATER_STAIR = 1.15;

  private final Mode.Capacity mode;
  private final List<Integer> users;
  private final Schedule schedule;
  private final Steps steps;

  /** What was counted so far, by variant. */
  private final Map<String, List<Step>> counted = new HashMap<>();

  /**
   * @param users who ask back to back once the rate is found; none where nobody is to
   * @param earlier steps of another sitting
   */
  Searches(Mode.Capacity mode, List<Integer> users, Schedule schedule, Recording earlier) {
    this.mode = mode;
    this.users = users;
    this.schedule = schedule;
    this.steps = new Steps(mode.sla());
    earlier.measured().forEach(this::count);
  }

  private Optional<Step> count(Slice slice) {
    Optional<Step> step = steps.judge(slice);
    step.ifPresent(s -> counted.computeIfAbsent(slice.variant(), v -> new ArrayList<>()).add(s));
    return step;
  }

  @Override
  public String doing() {
    return "looking for the highest rate with " + mode.sla().text();
  }

  /**
   * One that settles and two tries each: more are needed to find anything, but a warm-up has to
   * end.
   */
  @Override
  public Duration atLeast(int subjects) {
    return mode.sla().step().multipliedBy((long) subjects * 3).plus(back(subjects));
  }

  private Duration back(int subjects) {
    return CapacityPlan.USERS_SLICE.multipliedBy((long) users.size() * subjects);
  }

  @Override
  public void settle(Fork fork, Turns turns)
      throws TargetFailed, TrialFailed, InterruptedException {
    for (Subject subject : fork.subjects().all()) {
      double rate = begin(fork, subject).rate();
      turns.slice(turn(fork, Slice.SETTLING, Slice.Phase.WARM_UP, rate), subject, fork.subjects());
    }
  }

  /** Until all have ended, or there is no time left for another round. */
  @Override
  public void run(Fork fork, long deadline, Turns turns)
      throws TargetFailed, TrialFailed, InterruptedException {
    List<Subject> all = fork.subjects().all();
    Map<Subject, Search> searches = new HashMap<>();
    all.forEach(subject -> searches.put(subject, begin(fork, subject)));
    long end = deadline - back(all.size()).toNanos();
    int round = 1;
    for (; !ended(searches) && System.nanoTime() + length(searches) < end; round++) {
      for (int position : schedule.order(fork.number(), round, all.size())) {
        Subject subject = all.get(position);
        Search search = searches.get(subject);
        if (!search.ended(Rate.HIGHEST)) {
          Slice slice =
              turns.slice(
                  turn(fork, round, Slice.Phase.MEASURED, search.rate()), subject, fork.subjects());
          count(slice)
              .ifPresent(
                  step ->
                      searches.put(subject, search.after(step.held(), step.clear(), Rate.HIGHEST)));
        }
      }
    }
    backToBack(fork, round, turns);
  }

  private static boolean ended(Map<Subject, Search> searches) {
    return searches.values().stream().allMatch(search -> search.ended(Rate.HIGHEST));
  }

  /** Of the next round, in nanoseconds. */
  private long length(Map<Subject, Search> searches) {
    return searches.values().stream()
        .filter(search -> !search.ended(Rate.HIGHEST))
        .mapToLong(search -> mode.sla().step(search.rate()).toNanos())
        .sum();
  }

  private void backToBack(Fork fork, int firstRound, Turns turns)
      throws TargetFailed, TrialFailed, InterruptedException {
    Subjects subjects = fork.subjects();
    int round = firstRound;
    for (int many : users) {
      for (int position : schedule.order(fork.number(), round, subjects.all().size())) {
        turns.slice(
            new Turns.Turn(
                fork.number(),
                round,
                Slice.Phase.MEASURED,
                new Load.Closed(many),
                CapacityPlan.USERS_SLICE,
                schedule.workSeed(fork.number(), round)),
            subjects.all().get(position),
            subjects);
      }
      round++;
    }
  }

  /**
   * About where the JVMs before it were found to end; where none was, from the highest rate that
   * one of them held; else from what a few users got in the warm-up.
   */
  private Search begin(Fork fork, Subject subject) {
    String variant = subject.variant().name();
    List<Bracket> before =
        Bracket.of(counted.getOrDefault(variant, List.of())).stream()
            .filter(bracket -> bracket.fork() < fork.number())
            .toList();
    OptionalDouble found =
        before.stream()
            .filter(Bracket::found)
            .mapToDouble(bracket -> Math.log(bracket.middle()))
            .average();
    double stair = found.isPresent() ? LATER_STAIR : FIRST_STAIR;
    double about =
        found.isPresent()
            ? Math.exp(found.getAsDouble())
            : cutOff(before).orElseGet(() -> OF_SUSTAINED * fork.warmUp().perSecond(variant));
    double drawn = about * Math.pow(stair, random(fork.number(), variant).nextDouble() - 0.5);
    return Search.from(Math.min(Rate.HIGHEST, Math.max(Search.LOWEST, drawn)), stair);
  }

  /** What the last of the searches that came to no end had reached. */
  private static OptionalDouble cutOff(List<Bracket> before) {
    return before.stream()
        .filter(bracket -> bracket.held() > 0)
        .mapToDouble(b -> Double.isInfinite(b.failed()) ? b.held() : b.middle())
        .reduce((earlier, later) -> later);
  }

  private SplittableRandom random(int fork, String variant) {
    return new SplittableRandom(schedule.workSeed(fork, 0) ^ variant.hashCode() * 0x9E3779B9L);
  }

  private Turns.Turn turn(Fork fork, int round, Slice.Phase phase, double rate) {
    return new Turns.Turn(
        fork.number(),
        round,
        phase,
        new Load.Open(rate, Arrivals.valueOf(mode.arrivals().name())),
        mode.sla().step(rate),
        schedule.workSeed(fork.number(), phase == Slice.Phase.MEASURED ? round : -round));
  }
}
