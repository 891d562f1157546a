package dev.tuninglab.lab.trial;

import dev.tuninglab.lab.measure.Recording;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What an earlier sitting of the same experiment measured before it was stopped, and what it left
 * to do.
 *
 * @param recording all of it
 * @param nextFork number of the next fork: each has its own, those that came to nothing included
 * @param pending numbers of the planned forks that are still to run, each the place of its block
 */
public record Earlier(Recording recording, int nextFork, List<Integer> pending) {
  public Earlier {
    pending = List.copyOf(pending);
  }

  /** Nothing yet. */
  public static Earlier none(int forks) {
    return new Earlier(
        new Recording(0, List.of()), 1, IntStream.rangeClosed(1, forks).boxed().toList());
  }

  /** Forks that were measured. */
  int forks(int planned) {
    return planned - pending.size();
  }
}
