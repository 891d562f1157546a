package dev.tuninglab.lab.experiment;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How a comparison is measured; drawn up from the budget before anything starts.
 *
 * @param budget wall time from the first start of a subject to the last slice, warm-ups included
 * @param forks how often every variant gets a fresh JVM, at least 2: one JIT plan is one sample
 * @param rounds rounds in each fork at most; fewer when the budget ends first
 * @param slice length of one variant's turn within a round
 * @param warmUpAtMost what the warm-up of one fork may take
 * @param rate how fast requests are offered while a variant has its turn
 * @param arrivals how these requests are spread in time
 * @param seed of slice order, arrivals and request sequence
 */
public record Design(
    Duration budget,
    int forks,
    int rounds,
    Duration slice,
    Duration warmUpAtMost,
    Rate rate,
    Spread arrivals,
    long seed) {

  /** How an open load's arrivals are spread: evenly, or as independent users would come. */
  public enum Spread {
    CONSTANT,
    POISSON
  }

  public static final Duration DEFAULT_BUDGET = Duration.ofSeconds(60);

  /** Rounds in a fork below which it says too little to be worth its start. */
  public static final int FEWEST_ROUNDS = 3;

  private static final Duration SHORTEST_FORK = Duration.ofSeconds(5);
  private static final Duration SHORTEST_SLICE = Duration.ofMillis(200);
  private static final Duration LONGEST_SLICE = Duration.ofSeconds(1);
  private static final double WARM_UP_SHARE = 0.4;
  private static final int NO_LIMIT = 10_000;

  public Design {
    if (forks < 2) {
      throw new BadInput(
          "--forks must be at least 2 (one JIT plan is one sample), but was " + forks);
    }
    if (forks > 50) {
      throw new BadInput("--forks must be at most 50, but was " + forks);
    }
    if (rounds < FEWEST_ROUNDS) {
      throw new BadInput("--rounds must be at least " + FEWEST_ROUNDS + ", but was " + rounds);
    }
    Duration least = SHORTEST_FORK.multipliedBy(forks);
    if (budget.compareTo(least) < 0) {
      throw new BadInput(
          "--budget must be at least "
              + Units.text(least)
              + " for "
              + forks
              + " forks, but was "
              + Units.text(budget));
    }
  }

  /** What the user asked for; what is absent is decided by {@link #plan}. */
  public record Wishes(
      Duration budget,
      OptionalInt forks,
      OptionalInt rounds,
      Optional<Rate> rate,
      Spread arrivals,
      OptionalLong seed) {}

  /**
   * Spends the budget: more forks when there is time for them, and slices short enough that drift
   * of the machine hits all variants of a round alike, yet long enough to carry some requests.
   *
   * @param variants how many take turns
   * @param workloadRate the workload's own rate: what is offered unless the user says otherwise
   */
  public static Design plan(Wishes wishes, int variants, Rate workloadRate) {
    Duration budget = wishes.budget();
    int forks =
        wishes
            .forks()
            .orElse((int) Math.max(2, Math.min(6, budget.toSeconds() / (10L * variants))));
    Duration slice = clamp(roundToRead(budget.dividedBy(30L * variants)));
    long warmUpMillis = (long) (budget.toMillis() * WARM_UP_SHARE / Math.max(1, forks));
    return new Design(
        budget,
        forks,
        wishes.rounds().orElse(NO_LIMIT),
        slice,
        roundToRead(Duration.ofMillis(warmUpMillis)),
        wishes.rate().orElse(workloadRate),
        wishes.arrivals(),
        wishes.seed().orElseGet(() -> ThreadLocalRandom.current().nextLong(1_000_000)));
  }

  /** To 50 ms, so that people can read it. */
  private static Duration roundToRead(Duration exact) {
    return Duration.ofMillis(exact.toMillis() / 50 * 50);
  }

  private static Duration clamp(Duration slice) {
    if (slice.compareTo(SHORTEST_SLICE) < 0) {
      return SHORTEST_SLICE;
    }
    return slice.compareTo(LONGEST_SLICE) > 0 ? LONGEST_SLICE : slice;
  }

  /** Length of a turn in the warm-up: short, so that a trend shows early. */
  public Duration warmUpSlice() {
    Duration half = slice.dividedBy(2);
    return half.compareTo(SHORTEST_SLICE) < 0 ? SHORTEST_SLICE : half;
  }

  /** What one fork may take of the budget. */
  public Duration forkShare() {
    return budget.dividedBy(forks);
  }
}
