package dev.tuninglab.lab.trial;

import dev.tuninglab.gatling.GeneratorException;
import dev.tuninglab.gatling.Load;
import dev.tuninglab.gatling.SliceOrder;
import dev.tuninglab.gatling.SliceReport;
import dev.tuninglab.gatling.workload.Arrivals;
import dev.tuninglab.lab.experiment.Blocks;
import dev.tuninglab.lab.experiment.Design;
import dev.tuninglab.lab.experiment.Experiment;
import dev.tuninglab.lab.experiment.Mode;
import dev.tuninglab.lab.experiment.Question;
import dev.tuninglab.lab.experiment.Rate;
import dev.tuninglab.lab.experiment.Units;
import dev.tuninglab.lab.experiment.Variant;
import dev.tuninglab.lab.measure.Recording;
import dev.tuninglab.lab.measure.Slice;
import dev.tuninglab.lab.measure.SliceLog;
import dev.tuninglab.lab.measure.SubjectCount;
import dev.tuninglab.lab.target.Subject;
import dev.tuninglab.lab.target.Subjects;
import dev.tuninglab.lab.target.TargetFailed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Runs the schedule: for each fork, fresh subjects, a warm-up, then rounds until the fork's share
 * of the budget is spent. Slices are on disk before the next one begins.
 */
public final class Trial {
  /** Keeps two cores busy without a queue; enough to make a JIT compile what matters. */
  private static final int WARM_UP_USERS = 4;

  private static final int MOST_NAMED = 4;

  private final Experiment experiment;
  private final Design design;
  private final Schedule schedule;
  private final Fleet fleet;
  private final Loader loader;
  private final StoppingRule stoppingRule;
  private final Afterwards afterwards;
  private final SliceLog log;
  private final Progress progress;
  private final Earlier earlier;

  private final Rounds rounds;

  /** Variants that met the limit of a warm-up, and in how many forks one did. */
  private final Set<String> unsteady = new TreeSet<>();

  private int unsteadyForks;

  /** Decided once, after the first warm-up, and kept: forks must be comparable; 0 if closed. */
  private double ratePerSecond;

  /** Starts the subjects of one fork, in this order. */
  public interface Fleet {
    Subjects start(int fork, List<Variant> alive) throws TargetFailed, InterruptedException;
  }

  /** Carries out one slice: the load generator, which throws {@link GeneratorException}. */
  public interface Loader {
    /** Waits until the generator has started, so that no slice has to. */
    void awaitReady() throws InterruptedException;

    SliceReport run(SliceOrder order, Duration patience) throws InterruptedException;
  }

  /** Decides at the end of a fork whether enough is known. */
  public interface StoppingRule {
    /** Why measuring may end with what there is; empty to go on. */
    Optional<String> after(int fork, Recording soFar);
  }

  /** What is done once all is measured, while the subjects of the last fork are alive and warm. */
  public interface Afterwards {
    /**
     * @param all what was measured
     * @param slowestPerSecond throughput of the slowest variant in its warm-up
     */
    void with(Recording all, Subjects subjects, double slowestPerSecond)
        throws InterruptedException;
  }

  public Trial(
      Experiment experiment,
      Fleet fleet,
      Loader loader,
      StoppingRule stoppingRule,
      Afterwards afterwards,
      SliceLog log,
      Progress progress,
      Earlier earlier) {
    this.experiment = experiment;
    this.design = experiment.design();
    this.schedule = new Schedule(design.seed());
    this.fleet = fleet;
    this.loader = loader;
    this.stoppingRule = stoppingRule;
    this.afterwards = afterwards;
    this.log = log;
    this.progress = progress;
    this.earlier = earlier;
    this.ratePerSecond = earlier.recording().ratePerSecond();
    this.rounds =
        design.mode() instanceof Mode.Capacity capacity
            ? new Searches(capacity, users(), schedule, earlier.recording())
            : new EvenRounds(design, schedule, this::load);
  }

  private List<Integer> users() {
    return experiment.question() instanceof Question.Capacity capacity
        ? capacity.users()
        : List.of();
  }

  /**
   * @throws TargetFailed if a subject did not come up, or died
   * @throws TrialFailed if the generator died or a slice could not be written
   */
  public Recording run() throws TargetFailed, TrialFailed, InterruptedException {
    try (Turns turns = new Turns(loader, log, progress, earlier.recording())) {
      Blocks blocks = experiment.blocks();
      long begin = System.nanoTime();
      for (int place = 1; ; place++) {
        int fork = earlier.nextFork() + place - 1;
        List<Variant> alive = blocks.alive(earlier.pending().get(place - 1), experiment.variants());
        progress.step(
            of(place)
                + ": starting "
                + alive.size()
                + (alive.size() == 1 ? " subject" : " subjects"));
        List<Variant> starting =
            schedule.starts(fork, alive.size()).stream().map(alive::get).toList();
        try (Subjects subjects = fleet.start(fork, starting)) {
          long deadline = begin + design.shareUpTo(place).toNanos();
          double slowest = fork(new Place(place, fork), subjects, deadline, turns);
          if (isLast(place, turns)) {
            warnOfWarmUps(place);
            Recording all = turns.recording(ratePerSecond);
            afterwards.with(all, subjects, slowest);
            return all;
          }
        }
      }
    }
  }

  /**
   * @param inSitting from 1 in this sitting
   * @param fork its number in the experiment
   */
  private record Place(int inSitting, int fork) {}

  /** As many as there are to be, or until enough is known. */
  private boolean isLast(int place, Turns turns) {
    if (place == earlier.pending().size()) {
      return true;
    }
    int forks = place + earlier.forks(design.forks());
    Optional<String> enough = stoppingRule.after(forks, turns.recording(ratePerSecond));
    enough.ifPresent(
        why -> progress.step("fork " + forks + " of at most " + design.forks() + ": " + why));
    return enough.isPresent();
  }

  private String of(int place) {
    return "fork " + (place + earlier.forks(design.forks())) + " of " + design.forks();
  }

  /** Tells what the slowest variant sustained in its warm-up, in requests per second. */
  private double fork(Place place, Subjects subjects, long deadline, Turns turns)
      throws TargetFailed, TrialFailed, InterruptedException {
    loader.awaitReady();
    int fork = place.fork;
    progress.step(of(place.inSitting) + ": warming up until steady");
    WarmUp warmUp = warmUp(place, subjects, deadline, turns);
    decideRate(warmUp);
    Rounds.Fork warm = new Rounds.Fork(fork, subjects, warmUp);
    rounds.settle(warm, turns);
    progress.step(of(place.inSitting) + ": " + rounds.doing());
    SubjectCounts counts = SubjectCounts.before(fork, subjects);
    rounds.run(warm, deadline, turns);
    for (SubjectCount count : counts.after()) {
      turns.store(count);
    }
    return warmUp.slowestPerSecond();
  }

  private WarmUp warmUp(Place place, Subjects subjects, long endOfFork, Turns turns)
      throws TargetFailed, TrialFailed, InterruptedException {
    WarmUp warmUp = new WarmUp();
    int fork = place.fork;
    int variants = subjects.all().size();
    long measuring = rounds.atLeast(variants).toNanos();
    long limit = System.nanoTime() + design.warmUpAtMost(place.inSitting).toNanos();
    long deadline = Math.min(limit, endOfFork - measuring);
    for (int round = 1; !warmUp.steady(variants); round++) {
      long begin = System.nanoTime();
      for (int position : schedule.order(fork, -round, variants)) {
        Subject subject = subjects.all().get(position);
        if (warmUp.steady(subject.variant().name())) {
          continue;
        }
        warmUp.saw(
            turns.slice(
                new Turns.Turn(
                    fork,
                    round,
                    Slice.Phase.WARM_UP,
                    new Load.Closed(Math.max(WARM_UP_USERS, design.injectors())),
                    design.warmUpSlice(),
                    schedule.workSeed(fork, -round)),
                subject,
                subjects));
      }
      long took = System.nanoTime() - begin;
      if (System.nanoTime() + took > deadline && !warmUp.steady(variants)) {
        progress.step(
            of(place.inSitting)
                + ": warm-up ended at its limit while still speeding up: "
                + String.join(", ", warmUp.unsteady()));
        unsteady.addAll(warmUp.unsteady());
        unsteadyForks++;
        return warmUp;
      }
    }
    return warmUp;
  }

  /** Once for all forks: the same line for each would bury what else there is to say. */
  private void warnOfWarmUps(int forks) {
    if (unsteadyForks > 0) {
      progress.warning(
          "warm-up ended at its limit (at most "
              + Units.text(design.warmUpAtMost())
              + ") in "
              + unsteadyForks
              + " of "
              + forks
              + " forks while still speeding up ("
              + few(unsteady)
              + "): these are figures from before they were warm; a larger --budget warms up for longer");
    }
  }

  /** Names as many as one reads. */
  private static String few(Set<String> names) {
    return names.size() <= MOST_NAMED
        ? String.join(", ", names)
        : names.stream().limit(MOST_NAMED - 1).collect(Collectors.joining(", "))
            + " and "
            + (names.size() - MOST_NAMED + 1)
            + " more";
  }

  private void decideRate(WarmUp warmUp) {
    if (ratePerSecond > 0 || design.mode().rate().isEmpty()) {
      return;
    }
    Rate rate = design.mode().rate().get();
    ratePerSecond = rate.choose(warmUp.slowestPerSecond(), warmUp.fastestPerSecond());
    if (!(rate instanceof Rate.Fixed)) {
      progress.step("offering " + Units.rate(ratePerSecond) + " to each variant");
    }
    if (rate instanceof Rate.Times times && ratePerSecond == Rate.HIGHEST) {
      progress.warning(
          times.text()
              + " of what is sustained may be more than the "
              + Units.rate(Rate.HIGHEST)
              + " that are offered at most");
    }
  }

  /** What measured slices are offered. */
  private Load load() {
    return design.mode() instanceof Mode.Latency latency
        ? new Load.Open(ratePerSecond, Arrivals.valueOf(latency.arrivals().name()))
        : new Load.Closed(((Mode.Throughput) design.mode()).users());
  }
}
