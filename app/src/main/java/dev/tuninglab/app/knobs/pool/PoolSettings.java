package dev.tuninglab.app.knobs.pool;

import dev.tuninglab.app.tuning.InvalidSetting;
import dev.tuninglab.app.tuning.Knob;
import dev.tuninglab.app.tuning.Tuning;
import dev.tuninglab.app.tuning.Values;
import java.time.Duration;
import java.util.Optional;

/**
 * What a pool is told. A variant without a pool ignores it. The limits are HikariCP's own: what it
 * would put right with a line in the log is refused here.
 *
 * @param size connections at most, 1 to 200
 * @param minIdle unused connections that are kept ready, 0 to size
 * @param timeout how long a borrower waits before it is refused, 250 ms to 10 minutes
 * @param maxLifetime age at which a connection is renewed, 30 seconds to 24 hours
 * @param leakDetection how long a connection may be out before that is logged, from 2 seconds to
 *     the lifetime; zero for never
 */
public record PoolSettings(
    int size, int minIdle, Duration timeout, Duration maxLifetime, Duration leakDetection) {
  public static final Knob<Integer> SIZE =
      new Knob<>("pool.size", new Values.Count(1, 200), "10", "order", "more is not faster");

  /** A pool that grows under load opens connections just when the database has no time for it. */
  public static final Knob<Optional<Integer>> MIN_IDLE =
      new Knob<>(
          "pool.min-idle",
          new Values.WordOr<>("size", new Values.Count(0, 200)),
          "size",
          "order",
          "fewer held open in quiet times, and handshakes when the rush begins");

  public static final Knob<Duration> TIMEOUT =
      new Knob<>(
          "pool.timeout",
          new Values.Span("250ms", "10m"),
          "30s",
          "order",
          "a short wait turns overload into quick refusals");

  /** Below the idle time-outs that load balancers and servers commonly have. */
  public static final Knob<Duration> MAX_LIFETIME =
      new Knob<>(
          "pool.max-lifetime",
          new Values.Span("30s", "1440m"),
          "30m",
          "order",
          "a handshake now and then; none to be seen unless it is very short");

  /** Longer than any request of the shop: a connection out for so long was never given back. */
  public static final Knob<Optional<Duration>> LEAK_DETECTION =
      new Knob<>(
          "pool.leak-detection",
          new Values.WordOr<>("off", new Values.Span("2s", "10m")),
          "60s",
          "order",
          "a timer a request, and the culprit's name in the log");

  /**
   * @throws InvalidSetting when a value is out of its range, or two contradict each other
   */
  public PoolSettings {
    SIZE.parse(Integer.toString(size));
    MIN_IDLE.parse(Integer.toString(minIdle));
    TIMEOUT.parse(timeout.toMillis() + "ms");
    MAX_LIFETIME.parse(maxLifetime.toSeconds() + "s");
    LEAK_DETECTION.parse(leakDetection.isZero() ? "off" : leakDetection.toMillis() + "ms");
    if (minIdle > size) {
      throw new InvalidSetting(
          "pool.min-idle must be at most pool.size, which is %d, but was '%d'"
              .formatted(size, minIdle));
    }
    if (leakDetection.compareTo(maxLifetime) > 0) {
      throw new InvalidSetting(
          "pool.leak-detection must be off or at most pool.max-lifetime, which is %dms, but was '%dms'"
              .formatted(maxLifetime.toMillis(), leakDetection.toMillis()));
    }
  }

  /** The same, but for how long a borrower waits. */
  public PoolSettings withTimeout(Duration other) {
    return new PoolSettings(size, minIdle, other, maxLifetime, leakDetection);
  }

  /**
   * @throws InvalidSetting when two settings contradict each other
   */
  public static PoolSettings of(Tuning tuning) {
    int size = tuning.get(SIZE);
    return new PoolSettings(
        size,
        tuning.get(MIN_IDLE).orElse(size),
        tuning.get(TIMEOUT),
        tuning.get(MAX_LIFETIME),
        tuning.get(LEAK_DETECTION).orElse(Duration.ZERO));
  }
}
