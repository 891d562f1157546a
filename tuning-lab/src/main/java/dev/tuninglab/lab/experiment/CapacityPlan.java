package dev.tuninglab.lab.experiment;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How searches for capacities share a budget.
 *
 * @param sla that a rate has to keep
 * @param variants how many are searched side by side
 * @param closed numbers of users that are tried besides
 */
public record CapacityPlan(Sla sla, int variants, int closed) {
  /** How long a number of users asks back to back. */
  public static final Duration USERS_SLICE = Duration.ofSeconds(1);

  /** What a search takes of one variant in one fork: steps of which most are tried twice. */
  private static final int STEPS_IN_A_SEARCH = 16;

  /** Steps below which a search is cut off before it has found anything. */
  private static final int FEWEST_STEPS = 6;

  /** Starts and warm-ups of a fork, however many variants. */
  private static final Duration BEFORE_A_SEARCH = Duration.ofSeconds(8);

  private static final int USUAL_FORKS = 5;

  /** What it takes when the user names no budget. */
  public Duration usualBudget() {
    return fork(STEPS_IN_A_SEARCH).multipliedBy(USUAL_FORKS);
  }

  private Duration fork(int steps) {
    return BEFORE_A_SEARCH
        .plus(sla.step().multipliedBy((long) steps * variants))
        .plus(USERS_SLICE.multipliedBy((long) closed * variants));
  }

  /**
   * As many forks as the budget holds whole searches.
   *
   * @throws BadInput if it holds none
   */
  public Design design(Design.Wishes wishes) {
    Duration budget = wishes.budget();
    long whole = budget.dividedBy(fork(STEPS_IN_A_SEARCH));
    int forks =
        wishes.forks().orElse((int) Math.max(2, Math.min(Design.MOST_PLANNED_FORKS, whole)));
    Duration least = fork(FEWEST_STEPS).multipliedBy(Math.max(1, forks));
    if (budget.compareTo(least) < 0) {
      throw new BadInput(
          "--budget must be at least "
              + Units.text(Duration.ofSeconds(least.toSeconds()))
              + " for "
              + forks
              + " forks of a search by steps of "
              + Units.text(sla.step())
              + ", but was "
              + Units.text(budget));
    }
    Duration warmUp = budget.dividedBy(Math.max(1, forks)).dividedBy(5);
    return new Design(
        budget,
        forks,
        Design.NO_LIMIT,
        sla.step(),
        Design.roundToRead(warmUp),
        wishes.mode(),
        wishes.primary(),
        null,
        wishes.seed().orElseGet(() -> ThreadLocalRandom.current().nextLong(1_000_000)));
  }
}
