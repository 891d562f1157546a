package dev.tuninglab.lab.analysis.capacity;

/**
 * Looks for the highest rate that holds, one step at a time: up a staircase until a rate fails (or
 * down until one holds), then by halves, on a logarithmic scale, until the bracket is narrow. Every
 * step is repeated until more than half of its tries agree, so that one stall of the machine does
 * not end the search below the truth.
 *
 * <p>Immutable: {@link #after} is the search once the step that {@link #rate} asks for was tried.
 *
 * @param rate requests a second to be tried next
 * @param held highest rate that held so far; 0 when none has
 * @param failed lowest rate that failed so far; infinite when none has
 * @param yes tries of this step that held
 * @param no tries of this step that failed
 */
public record Search(double rate, double held, double failed, int yes, int no) {
  /** From one stair to the next. */
  private static final double STAIR = 1.5;

  /** The bracket is narrow enough when its ends are within this of each other. */
  public static final double NARROW = 1.06;

  /** Tries of a step at most; it ends as soon as the majority is certain. */
  public static final int TRIES = 3;

  /** Below this a service does not serve. */
  public static final double LOWEST = 0.5;

  /**
   * @param from rate of the first step, above 0
   */
  public static Search from(double from) {
    return new Search(from, 0, Double.POSITIVE_INFINITY, 0, 0);
  }

  /**
   * @param highest rate that may be offered
   * @return the search after one more try
   */
  public Search after(boolean holds, double highest) {
    int yesses = yes + (holds ? 1 : 0);
    int noes = no + (holds ? 0 : 1);
    if (yesses <= TRIES / 2 && noes <= TRIES / 2) {
      return new Search(rate, held, failed, yesses, noes);
    }
    double up = yesses > noes ? Math.max(held, rate) : held;
    double down = yesses > noes ? failed : Math.min(failed, rate);
    return new Search(next(up, down, highest), up, down, 0, 0);
  }

  private static double next(double held, double failed, double highest) {
    if (Double.isInfinite(failed)) {
      return Math.min(highest, held * STAIR);
    }
    return held == 0 ? failed / STAIR : Math.sqrt(held * failed);
  }

  /** Whether the bracket is narrow, or an end of what can be tried is reached. */
  public boolean ended(double highest) {
    return failed / held <= NARROW || held >= highest || failed <= LOWEST;
  }

  /**
   * The rate that holds: the middle of the bracket; 0 when none does. What was reached if the
   * highest that may be offered held: then it is at least this.
   */
  public double found() {
    if (held == 0) {
      return 0;
    }
    return Double.isInfinite(failed) ? held : Math.sqrt(held * failed);
  }

  /** Whether the highest rate that may be offered held. */
  public boolean atLeast() {
    return held > 0 && Double.isInfinite(failed);
  }
}
