package dev.tuninglab.lab.analysis.capacity;

/**
 * Looks for the highest rate that holds, one step at a time: up a staircase until a rate fails (or
 * down until one holds), then by halves, on a logarithmic scale, until the bracket is narrow. A
 * step is repeated until two tries agree, unless one was clear, so that one stall of the machine
 * does not end the search far from the truth. At the end the rate that failed is tried once more: a
 * JVM gets faster while it is asked, and if the rate holds by now, the search goes on from there.
 *
 * <p>Immutable: {@link #after} is the search once the step that {@link #rate} asks for was tried.
 *
 * @param rate requests a second to be tried next
 * @param stair the first one, as a factor above 1; each is twice as high as the one before, up to
 *     {@value #MOST_DOUBLINGS} times downwards, where nothing is at stake, and {@value
 *     #MOST_DOUBLINGS_UP} upwards
 * @param held highest rate that held so far; 0 when none has
 * @param failed lowest rate above it that failed so far; infinite when none has
 * @param stairs taken so far, all in one direction
 * @param yes tries of this step that held; a clear one counts as two
 * @param no tries of this step that failed; likewise
 * @param reopened how often a rate that had failed held in the end
 * @param confirmed whether the rate that failed has failed once more
 */
public record Search(
    double rate,
    double stair,
    double held,
    double failed,
    int stairs,
    int yes,
    int no,
    int reopened,
    boolean confirmed) {
  /** The bracket is narrow enough when its ends are within this of each other. */
  public static final double NARROW = 1.06;

  /** Tries that have to agree. */
  private static final int AGREE = 2;

  /** Below this, in requests a second, a service does not serve. */
  public static final double LOWEST = 0.5;

  private static final int MOST_DOUBLINGS = 4;

  /** Far beyond its capacity a service takes long to come back. */
  private static final int MOST_DOUBLINGS_UP = 1;

  /** More often, and it is the machine that changes. */
  private static final int MOST_REOPENED = 3;

  /**
   * @param from rate of the first step, above 0
   * @param stair above 1
   */
  public static Search from(double from, double stair) {
    return new Search(from, stair, 0, Double.POSITIVE_INFINITY, 0, 0, 0, 0, false);
  }

  /** The same, asking for another rate next: for steps that were tried already. */
  Search at(double other) {
    return new Search(other, stair, held, failed, stairs, yes, no, reopened, confirmed);
  }

  /**
   * @param clear whether the try leaves no doubt
   * @param highest rate that may be offered
   * @return the search after one more try
   */
  public Search after(boolean holds, boolean clear, double highest) {
    int yesses = yes + (holds ? clear ? AGREE : 1 : 0);
    int noes = no + (holds ? 0 : clear ? AGREE : 1);
    if (isNarrow() && !holds) {
      return new Search(rate, stair, held, failed, stairs, 0, 0, reopened, true);
    }
    if (yesses < AGREE && noes < AGREE) {
      return new Search(rate, stair, held, failed, stairs, yesses, noes, reopened, confirmed);
    }
    if (isNarrow()) {
      return new Search(rate, stair, rate, Double.POSITIVE_INFINITY, 0, 0, 0, reopened + 1, false)
          .next(highest);
    }
    return yesses >= AGREE
        ? new Search(rate, stair, rate, failed, stairs + 1, 0, 0, reopened, false).next(highest)
        : new Search(rate, stair, held, rate, stairs + 1, 0, 0, reopened, false).next(highest);
  }

  private Search next(double highest) {
    if (isNarrow()) {
      return at(failed);
    }
    if (Double.isInfinite(failed)) {
      int doublings = Math.min(MOST_DOUBLINGS_UP, Math.max(0, stairs - 1));
      return at(Math.min(highest, held * Math.pow(stair, 1 << doublings)));
    }
    if (held == 0) {
      int doublings = Math.min(MOST_DOUBLINGS, Math.max(0, stairs - 1));
      return at(Math.max(LOWEST, failed / Math.pow(stair, 1 << doublings)));
    }
    return at(Math.sqrt(held * failed));
  }

  private boolean isNarrow() {
    return failed <= held * NARROW;
  }

  /** Whether the bracket is narrow, or an end of what can be tried is reached. */
  public boolean ended(double highest) {
    return (isNarrow() && (confirmed || reopened >= MOST_REOPENED))
        || held >= highest
        || failed <= LOWEST;
  }
}
