package dev.tuninglab.lab.analysis.capacity;

/**
 * Looks for the highest rate that holds, one step at a time: up a staircase until a rate fails (or
 * down until one holds), then by halves, on a logarithmic scale, until the bracket is narrow. Every
 * step is repeated until more than half of its tries agree, so that one stall of the machine does
 * not end the search far from the truth.
 *
 * <p>Immutable: {@link #after} is the search once the step that {@link #rate} asks for was tried.
 *
 * @param rate requests a second to be tried next
 * @param stair the first one, as a factor above 1; each is twice as high as the one before, up to
 *     {@value #MOST_DOUBLINGS} times downwards, where nothing is at stake, and {@value
 *     #MOST_DOUBLINGS_UP} upwards
 * @param held highest rate that held so far; 0 when none has
 * @param failed lowest rate that failed so far; infinite when none has
 * @param stairs taken so far, all in one direction
 * @param yes tries of this step that held
 * @param no tries of this step that failed
 */
public record Search(
    double rate, double stair, double held, double failed, int stairs, int yes, int no) {
  /** The bracket is narrow enough when its ends are within this of each other. */
  public static final double NARROW = 1.06;

  /** Tries of a step at most; it ends as soon as the majority is certain. */
  public static final int TRIES = 3;

  /** Below this, in requests a second, a service does not serve. */
  public static final double LOWEST = 0.5;

  private static final int MOST_DOUBLINGS = 4;

  /** Far beyond its capacity a service takes long to come back. */
  private static final int MOST_DOUBLINGS_UP = 2;

  /**
   * @param from rate of the first step, above 0
   * @param stair above 1
   */
  public static Search from(double from, double stair) {
    return new Search(from, stair, 0, Double.POSITIVE_INFINITY, 0, 0, 0);
  }

  /**
   * @param highest rate that may be offered
   * @return the search after one more try
   */
  public Search after(boolean holds, double highest) {
    int yesses = yes + (holds ? 1 : 0);
    int noes = no + (holds ? 0 : 1);
    if (yesses <= TRIES / 2 && noes <= TRIES / 2) {
      return new Search(rate, stair, held, failed, stairs, yesses, noes);
    }
    return yesses > noes
        ? new Search(up(highest), stair, rate, failed, stairs + 1, 0, 0)
        : new Search(down(), stair, held, rate, stairs + 1, 0, 0);
  }

  private double up(double highest) {
    return Double.isInfinite(failed)
        ? Math.min(highest, rate * Math.pow(stair, 1 << Math.min(MOST_DOUBLINGS_UP, stairs)))
        : Math.sqrt(rate * failed);
  }

  private double down() {
    return held == 0
        ? Math.max(LOWEST, rate / Math.pow(stair, 1 << Math.min(MOST_DOUBLINGS, stairs)))
        : Math.sqrt(held * rate);
  }

  /** Whether the bracket is narrow, or an end of what can be tried is reached. */
  public boolean ended(double highest) {
    return failed <= held * NARROW || held >= highest || failed <= LOWEST;
  }
}
