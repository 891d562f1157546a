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
  /** A wider one is that of a search that was cut off: its middle says little. */
  private static final double WIDE = 1.2;

  /**
   * One a fork, of the steps that were tried often enough: a rate held, or failed, if more than
   * half of the most tries say so.
   */
  public static List<Bracket> of(List<Step> steps) {
    Map<Integer, TreeMap<Double, int[]>> forks = new TreeMap<>();
    for (Step step : steps) {
      forks.computeIfAbsent(step.fork(), fork -> new TreeMap<>())
          .computeIfAbsent(step.ratePerSecond(), rate -> new int[2])[step.held() ? 1 : 0]++;
    }
    List<Bracket> brackets = new ArrayList<>();
    forks.forEach((fork, rates) -> brackets.add(of(fork, rates)));
    return brackets;
  }

  private static Bracket of(int fork, TreeMap<Double, int[]> rates) {
    double held = 0;
    double failed = Double.POSITIVE_INFINITY;
    for (Map.Entry<Double, int[]> tried : rates.entrySet()) {
      if (tried.getValue()[1] > Search.TRIES / 2) {
        held = tried.getKey();
      } else if (tried.getValue()[0] > Search.TRIES / 2) {
        failed = Math.min(failed, tried.getKey());
      }
    }
    return new Bracket(fork, held, failed);
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
