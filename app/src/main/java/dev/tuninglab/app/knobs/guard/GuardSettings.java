package dev.tuninglab.app.knobs.guard;

import dev.tuninglab.app.tuning.Knob;
import dev.tuninglab.app.tuning.Tuning;
import dev.tuninglab.app.tuning.Values;
import java.time.Duration;

/**
 * Where the limits are. {@code guard=none} ignores them all, {@code timeouts} takes the two times.
 *
 * @param statementTimeout how long a statement may run, 10 ms to 10 minutes
 * @param poolWait how long a request waits for a connection at most, 250 ms to 10 minutes
 * @param limit requests that are worked on at once, 1 to 150
 * @param retryWithin refused clients are spread over this time, 1 second to 10 minutes
 * @param breakerWindow how many of the last database calls are looked at, 2 to 1,000
 * @param breakerWait how long the database is left alone, 100 ms to 10 minutes
 */
public record GuardSettings(
    Duration statementTimeout,
    Duration poolWait,
    int limit,
    Duration retryWithin,
    int breakerWindow,
    Duration breakerWait) {
  private static final String WORKLOAD = "overload";

  /** Hundreds of times what a statement of the shop takes, and less than people wait. */
  public static final Knob<Duration> STATEMENT_TIMEOUT =
      new Knob<>(
          "guard.statement-timeout",
          new Values.Span("10ms", "10m"),
          "2s",
          WORKLOAD,
          "one slow statement no longer holds a connection for ever");

  /** HikariCP takes no less than 250 ms. */
  public static final Knob<Duration> POOL_WAIT =
      new Knob<>(
          "guard.pool-wait",
          new Values.Span("250ms", "10m"),
          "500ms",
          WORKLOAD,
          "who waits longer for a connection is refused, having waited in vain");

  /**
   * Twice the connections: one works, one stands ready. The server has 200 threads, of which some
   * must be left to say no.
   */
  public static final Knob<Integer> LIMIT =
      new Knob<>(
          "guard.limit",
          new Values.Count(1, 150),
          "20",
          WORKLOAD,
          "latency of the admitted = limit / requests done a second");

  public static final Knob<Duration> RETRY_WITHIN =
      new Knob<>(
          "guard.retry-within",
          new Values.Span("1s", "10m"),
          "5s",
          WORKLOAD,
          "nothing here: the load generator does not come back");

  public static final Knob<Integer> BREAKER_WINDOW =
      new Knob<>(
          "guard.breaker-window",
          new Values.Count(2, 1_000),
          "20",
          WORKLOAD,
          "nothing while the database is well");

  public static final Knob<Duration> BREAKER_WAIT =
      new Knob<>(
          "guard.breaker-wait",
          new Values.Span("100ms", "10m"),
          "5s",
          WORKLOAD,
          "nothing while the database is well");

  /**
   * @throws dev.tuninglab.app.tuning.InvalidSetting when a value is out of its range
   */
  public GuardSettings {
    STATEMENT_TIMEOUT.parse(statementTimeout.toMillis() + "ms");
    POOL_WAIT.parse(poolWait.toMillis() + "ms");
    LIMIT.parse(Integer.toString(limit));
    RETRY_WITHIN.parse(retryWithin.toMillis() + "ms");
    BREAKER_WINDOW.parse(Integer.toString(breakerWindow));
    BREAKER_WAIT.parse(breakerWait.toMillis() + "ms");
  }

  public static GuardSettings of(Tuning tuning) {
    return new GuardSettings(
        tuning.get(STATEMENT_TIMEOUT),
        tuning.get(POOL_WAIT),
        tuning.get(LIMIT),
        tuning.get(RETRY_WITHIN),
        tuning.get(BREAKER_WINDOW),
        tuning.get(BREAKER_WAIT));
  }
}
