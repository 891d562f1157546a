package dev.tuninglab.lab.trial;

import dev.tuninglab.lab.target.Subjects;
import dev.tuninglab.lab.target.TargetFailed;
import java.time.Duration;

/** What the subjects of a fork are offered once they are warm. */
interface Rounds {
  /**
   * @param number from 1
   * @param subjects all that are alive
   * @param warmUp what they sustained in it
   */
  record Fork(int number, Subjects subjects, WarmUp warmUp) {}

  /** In words, for the progress. */
  String doing();

  /** How long it takes at the least, so that a warm-up leaves time for it. */
  Duration atLeast(int subjects);

  /** As what counts, but it does not count: what the warm-up left behind drains. */
  void settle(Fork fork, Turns turns) throws TargetFailed, TrialFailed, InterruptedException;

  /** What counts, until it is done or the fork's time is up. */
  void run(Fork fork, long deadline, Turns turns)
      throws TargetFailed, TrialFailed, InterruptedException;
}
