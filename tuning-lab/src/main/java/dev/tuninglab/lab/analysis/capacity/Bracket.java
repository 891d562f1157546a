package dev.tuninglab.lab.analysis.capacity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Between which rates the capacity of one JVM lies.
 *
 * @param fork number of the fork
 * @param held highest rate that held, in requests a second; 0 when none did
 * @param failed lowest rate above it that failed; infinite when none did
 */
public record Bracket(int fork, double held, double failed) {
  /**
   * A search that was cut off leaves a wider bracket than one that came to its end. Up to this, its
   * middle still is a sample, if a coarse one: the spread over forks has that in it.
   */
  private static final double WIDE = 1.3;

  /** One a fork: where its search stood after these steps. */
  public static List<Bracket> of(List<Step> steps) {
    Map<Integer, Search> forks = new TreeMap<>();
    for (Step step : steps) {
      // The stair is of no matter: what comes next is known.
      Search search =
          forks.getOrDefault(step.fork(), Search.from(step.ratePerSecond(), Search.NARROW));
      forks.put(
          step.fork(),
          search
              .at(step.ratePerSecond())
              .after(step.held(), step.clear(), Double.POSITIVE_INFINITY));
    }
    List<Bracket> brackets = new ArrayList<>();
    forks.forEach((fork, s) -> brackets.add(new Bracket(fork, s.held(), s.failed())));
    return brackets;
  }

  /** Whether it says where the capacity is. */
  public boolean found() {
    return held > 0 && failed <= held * WIDE;
  }

  /**
   * Whether a search has come to its end, of one kind or another.
   *
   * @param highest rate that may be offered
   */
  public boolean ended(double highest) {
    return found() || held >= highest || failed <= Search.LOWEST;
  }

  /** The capacity of this JVM, where it was {@link #found}. */
  public double middle() {
    return Math.sqrt(held * failed);
  }
}
