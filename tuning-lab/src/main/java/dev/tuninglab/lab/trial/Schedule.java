package dev.tuninglab.lab.trial;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Who has a turn when. Within a round every variant has one, in an order drawn from the seed, so
 * that neither drift nor who came before favours one of them.
 */
final class Schedule {
  private final long seed;

  Schedule(long seed) {
    this.seed = seed;
  }

  /** Positions of the variants, shuffled for this round. */
  List<Integer> order(int fork, int round, int variants) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < variants; i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(workSeed(fork, round) ^ 0x5DEECE66DL));
    return order;
  }

  /**
   * Seed of a round's arrivals and requests: every variant of the round is offered the same work.
   */
  long workSeed(int fork, int round) {
    return (seed * 1_000 + fork) * 100_000 + round;
  }
}
