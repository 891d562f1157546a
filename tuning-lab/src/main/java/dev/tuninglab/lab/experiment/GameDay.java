package dev.tuninglab.lab.experiment;

import java.time.Duration;
import java.util.List;

/**
 * What was asked of a game day, complete enough to run it again. The variants have their day one
 * after the other: faults would not leave alone what they share.
 *
 * @param name what is broken: {@code db-stall}, or the knobs compared and that
 * @param command the words after {@code lab} that reproduce it, seed included
 * @param target the target file, as the user would name it
 * @param workload the name of the workload that is offered
 * @param scenario what is broken, and when
 * @param ratePerSecond offered to each variant; null for a share of what the first one sustains
 * @param most that is offered then, in requests a second
 * @param timeout after which a client gives up on a request
 * @param hold for how long a service has to be as before to have recovered
 * @param seed of arrivals and requests
 * @param data which data the subjects see
 * @param gates the rules that each variant has to keep
 * @param undecided what becomes of a rule that what was measured cannot decide
 */
public record GameDay(
    String name,
    List<String> command,
    String target,
    List<Variant> variants,
    String workload,
    Scenario scenario,
    Double ratePerSecond,
    double most,
    Mode.Spread arrivals,
    Duration timeout,
    Duration hold,
    long seed,
    String data,
    Network network,
    List<GameDayGate> gates,
    Gates.Undecided undecided) {
  public static final String FILE = "gameday.json";

  /** What is offered at most where the workload does not say. */
  public static final double USUAL_MOST = 200;

  /** Of what was sustained: a service that is half idle, as those of careful owners are. */
  private static final double SHARE = 0.3;

  /** A few are enough: what counts is a run of parts. Short parts tell instants apart. */
  private static final double REQUESTS_IN_A_BUCKET = 5;

  private static final Duration SHORTEST_BUCKET = Duration.ofMillis(100);
  private static final Duration LONGEST_BUCKET = Duration.ofMillis(200);
  private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(30);

  /** Less, and nobody could see a service come back and stay. */
  private static final Duration LEAST_AFTER = Duration.ofSeconds(10);

  private static final Duration WARM_UP_AT_MOST = Duration.ofSeconds(20);

  /** What a start and the look at the writes take beside, by rule of thumb. */
  private static final Duration BESIDE = Duration.ofSeconds(10);

  private static final int FEWEST_USERS = 256;
  private static final int MOST_USERS = 10_000;

  /** Room for requests that are late as well. */
  private static final double SPARE_USERS = 1.25;

  public GameDay {
    command = List.copyOf(command);
    variants = List.copyOf(variants);
    gates = List.copyOf(gates);
    if (timeout.compareTo(Duration.ofMillis(100)) < 0 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
      throw new BadInput("--timeout must be 100ms to 30s, but was " + Units.text(timeout));
    }
    if (hold.compareTo(Duration.ofSeconds(1)) < 0 || hold.compareTo(scenario.after()) > 0) {
      throw new BadInput(
          "--hold must be 1s to the time after the last fault ("
              + Units.text(scenario.after())
              + "), but was "
              + Units.text(hold));
    }
  }

  /** Width of the parts of the time line, for that rate. */
  public static Duration bucket(double ratePerSecond) {
    Duration exact = Duration.ofMillis(Math.round(REQUESTS_IN_A_BUCKET / ratePerSecond * 20) * 50);
    if (exact.compareTo(SHORTEST_BUCKET) < 0) {
      return SHORTEST_BUCKET;
    }
    return exact.compareTo(LONGEST_BUCKET) > 0 ? LONGEST_BUCKET : exact;
  }

  /**
   * What every variant is offered.
   *
   * @param sustainedPerSecond by the first variant with a few users back to back
   */
  public double rate(double sustainedPerSecond) {
    return ratePerSecond != null
        ? ratePerSecond
        : Math.max(1, Math.min(most, Units.rounded(SHARE * sustainedPerSecond, 2)));
  }

  /** Users that it takes for nobody to wait for one while nothing is answered. */
  public int users() {
    double rate = ratePerSecond == null ? most : ratePerSecond;
    double waiting = rate * timeout.toMillis() / 1_000.0;
    return (int) Math.min(MOST_USERS, Math.max(FEWEST_USERS, Math.ceil(SPARE_USERS * waiting)));
  }

  public Duration warmUpAtMost() {
    return WARM_UP_AT_MOST;
  }

  /** What all of it takes, about. */
  public Duration length() {
    return scenario.length().plus(WARM_UP_AT_MOST).plus(BESIDE).multipliedBy(variants.size());
  }

  /** A scenario whose time after the last fault makes the whole take that long. */
  public static Scenario within(Scenario scenario, Duration budget, int variants) {
    Duration each = budget.dividedBy(variants);
    Duration rest =
        each.minus(WARM_UP_AT_MOST).minus(BESIDE).minus(scenario.length().minus(scenario.after()));
    if (rest.compareTo(LEAST_AFTER) < 0) {
      throw new BadInput(
          "--budget must be "
              + Units.text(budget.plus(LEAST_AFTER.minus(rest).multipliedBy(variants)))
              + " or more for this scenario and "
              + variants
              + (variants == 1 ? " variant" : " variants")
              + ", but was "
              + Units.text(budget));
    }
    return new Scenario(scenario.faults(), rest);
  }
}
