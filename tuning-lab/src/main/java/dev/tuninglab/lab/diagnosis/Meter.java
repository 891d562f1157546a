package dev.tuninglab.lab.diagnosis;

import dev.tuninglab.lab.why.Counter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a gauge before requests and after them, and divides by their number; once the gauge has
 * failed, what it told before is no longer used.
 */
final class Meter<T> {
  private final Gauge<T> gauge;
  private final Map<Counter, Double> sums = new EnumMap<>(Counter.class);
  private long requests;
  private T before;
  private String whyNot;

  Meter(Gauge<T> gauge) {
    this.gauge = gauge;
  }

  void begin() {
    if (whyNot == null) {
      try {
        before = gauge.read();
      } catch (Unavailable e) {
        whyNot = e.getMessage();
      }
    }
  }

  /**
   * @param served requests since {@link #begin}
   */
  void end(long served) {
    if (whyNot == null) {
      try {
        gauge
            .between(before, gauge.read())
            .forEach((of, much) -> sums.merge(of, much, Double::sum));
        requests += served;
      } catch (Unavailable e) {
        whyNot = e.getMessage();
      }
    }
  }

  String what() {
    return gauge.what();
  }

  /** Why there is nothing; empty if there is. */
  Optional<String> whyNot() {
    return Optional.ofNullable(whyNot);
  }

  /** All requests that were metered. */
  long requests() {
    return requests;
  }

  /** Empty once the gauge has failed. */
  Map<Counter, Double> perRequest() {
    Map<Counter, Double> each = new EnumMap<>(Counter.class);
    if (whyNot == null && requests > 0) {
      sums.forEach((of, sum) -> each.put(of, sum / requests));
    }
    return each;
  }
}
