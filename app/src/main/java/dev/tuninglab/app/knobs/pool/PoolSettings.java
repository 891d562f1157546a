package dev.tuninglab.app.knobs.pool;

import dev.tuninglab.app.tuning.Knob;
import dev.tuninglab.app.tuning.Tuning;
import dev.tuninglab.app.tuning.Values;
import java.time.Duration;

/**
 * What a pool is told. A variant without a pool ignores it.
 *
 * @param size connections kept open, 1 to 200
 * @param timeout how long a borrower waits before it is refused, 250 ms to 10 minutes
 */
public record PoolSettings(int size, Duration timeout) {
  public static final Knob<Integer> SIZE =
      new Knob<>("pool.size", new Values.Count(1, 200), "10", "order", "more is not faster");

  /** HikariCP refuses less than 250 ms. */
  public static final Knob<Duration> TIMEOUT =
      new Knob<>(
          "pool.timeout",
          new Values.Span("250ms", "10m"),
          "30s",
          "order",
          "a short wait turns overload into quick refusals");

  /**
   * @throws dev.tuninglab.app.tuning.InvalidSetting when a value is out of its range
   */
  public PoolSettings {
    SIZE.parse(Integer.toString(size));
    TIMEOUT.parse(timeout.toMillis() + "ms");
  }

  public static PoolSettings of(Tuning tuning) {
    return new PoolSettings(tuning.get(SIZE), tuning.get(TIMEOUT));
  }
}
