package dev.tuninglab.lab.trial;

import dev.tuninglab.gatling.Load;
import dev.tuninglab.lab.experiment.Design;
import dev.tuninglab.lab.measure.Slice;
import dev.tuninglab.lab.target.Subjects;
import dev.tuninglab.lab.target.TargetFailed;
import java.time.Duration;
import java.util.function.Supplier;

/** Every subject has one turn a round, and all are offered the same. */
final class EvenRounds implements Rounds {
  private static final int SETTLING_ROUNDS = 2;

  private final Design design;
  private final Schedule schedule;
  private final Supplier<Load> load;

  /**
   * @param load that is offered, once it is decided
   */
  EvenRounds(Design design, Schedule schedule, Supplier<Load> load) {
    this.design = design;
    this.schedule = schedule;
    this.load = load;
  }

  @Override
  public String doing() {
    return "measuring";
  }

  @Override
  public Duration atLeast(int subjects) {
    return design.measuringAtLeast(subjects, SETTLING_ROUNDS);
  }

  @Override
  public void settle(Fork fork, Turns turns)
      throws TargetFailed, TrialFailed, InterruptedException {
    for (int round = Slice.SETTLING; round < Slice.SETTLING + SETTLING_ROUNDS; round++) {
      round(fork, -round, turn(fork, round, Slice.Phase.WARM_UP, -round), turns);
    }
  }

  @Override
  public void run(Fork fork, long deadline, Turns turns)
      throws TargetFailed, TrialFailed, InterruptedException {
    long longest = 0;
    for (int round = 1; round <= design.rounds(); round++) {
      long begin = System.nanoTime();
      if (round > Design.FEWEST_ROUNDS && begin + longest > deadline) {
        return;
      }
      round(fork, round, turn(fork, round, Slice.Phase.MEASURED, round), turns);
      longest = Math.max(longest, System.nanoTime() - begin);
    }
  }

  private void round(Fork fork, int order, Turns.Turn turn, Turns turns)
      throws TargetFailed, TrialFailed, InterruptedException {
    Subjects subjects = fork.subjects();
    for (int position : schedule.order(fork.number(), order, subjects.all().size())) {
      turns.slice(turn, subjects.all().get(position), subjects);
    }
  }

  /** One as those that are measured, whether it counts or not. */
  private Turns.Turn turn(Fork fork, int round, Slice.Phase phase, int work) {
    return new Turns.Turn(
        fork.number(),
        round,
        phase,
        load.get(),
        design.slice(),
        schedule.workSeed(fork.number(), work));
  }
}
