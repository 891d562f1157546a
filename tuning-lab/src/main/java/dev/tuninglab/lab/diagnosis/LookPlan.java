package dev.tuninglab.lab.diagnosis;

import java.time.Duration;

/**
 * How long each variant is looked into, in the parts of which a look consists. It stands outside of
 * the budget, and is in proportion to it.
 *
 * @param counting load while counters run, in each of the two rounds
 * @param recorded load while a recording runs in the subject's JVM
 * @param saturated users back to back while that goes on: of idle processors, a flame graph shows
 *     nothing
 */
public record LookPlan(Duration counting, Duration recorded, Duration saturated) {
  /** A look that nobody would notice beside the work, yet that sees some requests. */
  static final double HIGHEST_RATE = 50;

  static final double LOWEST_RATE = 1;

  /** PostgreSQL's backends tell of their work a second after they did so last. */
  static final Duration UNTIL_TOLD = Duration.ofMillis(1_050);

  /** ... and one without work tells what it has kept back after ten. */
  static final Duration UNTIL_IDLE_TOLD = Duration.ofMillis(10_500);

  static final int ROUNDS = 2;

  /** Each of which waits until backends tell. */
  private static final int VOLLEYS = 2;

  private static final Duration SHORTEST = Duration.ofSeconds(6);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** Reading counters, and starting and stopping a recording. */
  private static final Duration BETWEEN = Duration.ofSeconds(2);

  /** All variants together take about half as long as the budget, within limits. */
  public static LookPlan of(Duration budget, int variants) {
    Duration share = budget.dividedBy(2L * variants);
    Duration each =
        share.compareTo(SHORTEST) < 0 ? SHORTEST : share.compareTo(LONGEST) > 0 ? LONGEST : share;
    return new LookPlan(hundredths(each, 20), hundredths(each, 13), hundredths(each, 13));
  }

  private static Duration hundredths(Duration whole, int part) {
    return Duration.ofMillis(whole.toMillis() * part / 100);
  }

  /** What the looks into so many variants take, about. */
  public Duration length(int variants) {
    Duration first = counting.multipliedBy(variants);
    return counting
        .plus(UNTIL_TOLD.multipliedBy(VOLLEYS))
        .plus(recorded)
        .plus(saturated)
        .plus(BETWEEN)
        .multipliedBy(variants)
        .plus(first.compareTo(UNTIL_IDLE_TOLD) < 0 ? UNTIL_IDLE_TOLD : first);
  }

  /**
   * Low and the same for all variants: so that none has a queue, which would say more about the
   * load than about the variant.
   *
   * @param offeredPerSecond when it was measured; 0 if users asked back to back
   * @param slowestPerSecond what the slowest variant sustained
   * @return requests per second
   */
  public static double rate(double offeredPerSecond, double slowestPerSecond) {
    double offered = offeredPerSecond > 0 ? offeredPerSecond / 2 : HIGHEST_RATE;
    return Math.max(LOWEST_RATE, Math.min(HIGHEST_RATE, Math.min(offered, slowestPerSecond / 4)));
  }
}
