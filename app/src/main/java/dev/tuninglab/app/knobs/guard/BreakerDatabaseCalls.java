package dev.tuninglab.app.knobs.guard;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Leaves a database alone for a while that has just failed half of the calls: requests are answered
 * at once instead of after a time-out each, and the database can come up without a crowd at its
 * door. Then a few calls try whether it is well again.
 */
final class BreakerDatabaseCalls implements DatabaseCalls {
  private static final float OPEN_AT_PERCENT = 50;

  /** One may be lucky, or unlucky. */
  private static final int PROBES = 3;

  private static final Set<DatabaseTrouble> FAULTS_OF_THE_DATABASE =
      EnumSet.of(DatabaseTrouble.UNAVAILABLE, DatabaseTrouble.STATEMENT_TIMEOUT);

  private final CircuitBreaker breaker;
  private final Duration wait;
  private final RetryAfter retryAfter;
  private final GuardEvents events;

  /** {@link System#nanoTime} from which probes are let through. */
  private volatile long probesFrom;

  BreakerDatabaseCalls(GuardSettings settings, GuardEvents events) {
    this.wait = settings.breakerWait();
    this.retryAfter = new RetryAfter(settings.retryWithin());
    this.events = events;
    this.breaker = CircuitBreaker.of("database", config(settings));
    breaker
        .getEventPublisher()
        .onStateTransition(
            change -> {
              if (change.getStateTransition().getToState() == CircuitBreaker.State.OPEN) {
                probesFrom = System.nanoTime() + wait.toNanos();
              }
            });
  }

  private static CircuitBreakerConfig config(GuardSettings settings) {
    return CircuitBreakerConfig.custom()
        .slidingWindowType(SlidingWindowType.COUNT_BASED)
        .slidingWindowSize(settings.breakerWindow())
        .minimumNumberOfCalls(settings.breakerWindow())
        .failureRateThreshold(OPEN_AT_PERCENT)
        .waitDurationInOpenState(settings.breakerWait())
        .permittedNumberOfCallsInHalfOpenState(PROBES)
        .recordException(failure -> FAULTS_OF_THE_DATABASE.contains(DatabaseTrouble.in(failure)))
        // Neither well nor ill: to open on these would turn an overload into an outage.
        .ignoreException(
            failure -> DatabaseTrouble.in(failure) == DatabaseTrouble.NO_CONNECTION_IN_TIME)
        .build();
  }

  @Override
  public <T> T run(Call<T> call) throws SQLException {
    if (!breaker.tryAcquirePermission()) {
      events.refused(Refused.Reason.DATABASE_FAILING);
      throw new Refused(Refused.Reason.DATABASE_FAILING, retryAfter.seconds(untilProbes()));
    }
    long start = breaker.getCurrentTimestamp();
    try {
      T result = call.run();
      breaker.onSuccess(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit());
      return result;
    } catch (Throwable e) {
      events.failed(DatabaseTrouble.in(e));
      breaker.onError(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit(), e);
      throw e;
    }
  }

  private Duration untilProbes() {
    return breaker.getState() == CircuitBreaker.State.OPEN
        ? Duration.ofNanos(Math.max(0, probesFrom - System.nanoTime()))
        : Duration.ZERO;
  }

  @Override
  public String breaker() {
    return breaker.getState().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
