package dev.tuninglab.lab.trial;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Who has a turn when. Within a round every variant has one, in an order drawn from the seed, so
 * that neither drift nor who came before favours one of them.
 *
 * <p>Orders come in pairs: an order, and in the round after it its reverse. So each variant is as
 * often early as late after every second round, and not only on average over many.
 */
final class Schedule {
  /** Where one is drawn for something else than the rounds of a fork, which count from 1. */
  private static final int NO_FORK = 0;

  private final long seed;

  Schedule(long seed) {
    this.seed = seed;
  }

  /**
   * Positions of the variants, shuffled for this round.
   *
   * @param round from 1 for measured rounds, below for warm-up
   */
  List<Integer> order(int fork, int round, int variants) {
    int pair = Math.floorDiv(round - 1, 2);
    List<Integer> order = shuffled(new SplittableRandom(mixed(fork, pair)), variants);
    if (Math.floorMod(round, 2) == 0) {
      Collections.reverse(order);
    }
    return order;
  }

  /**
   * Positions of the variants, in the order in which their subjects are started in this fork; the
   * fork after it has the reverse. Whoever starts first has the processors to itself for a moment,
   * and is the oldest from then on: no variant may always be that.
   *
   * @param fork from 1
   */
  List<Integer> starts(int fork, int variants) {
    int pair = Math.floorDiv(fork - 1, 2);
    List<Integer> order = shuffled(new SplittableRandom(mixed(NO_FORK, pair)), variants);
    if (Math.floorMod(fork, 2) == 0) {
      Collections.reverse(order);
    }
    return order;
  }

  private static List<Integer> shuffled(SplittableRandom random, int variants) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < variants; i++) {
      order.add(random.nextInt(i + 1), i);
    }
    return order;
  }

  /**
   * Seeds that lie close together must not give orders that resemble each other: {@link
   * java.util.Random} gave the same order of two for dozens of rounds on end.
   */
  private long mixed(int fork, int pair) {
    SplittableRandom random = new SplittableRandom(seed);
    long ofFork = random.nextLong() + fork * 0x9E3779B97F4A7C15L;
    return new SplittableRandom(ofFork).nextLong() + pair * 0xBF58476D1CE4E5B9L;
  }

  /**
   * Seed of a round's arrivals and requests: every variant of the round is offered the same work.
   */
  long workSeed(int fork, int round) {
    return (seed * 1_000 + fork) * 100_000 + round;
  }
}
