// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.cache;

import com.acme.orders.tuning.InvalidSetting;
import com.acme.orders.tuning.Knob;
import com.acme.orders.tuning.Tuning;
import com.acme.orders.tuning.Values;
import java.time.Duration;
import java.util.Optional;

/**
 * What a cache is told. {@code cache=local} has the first two, {@code cache=http} the last.
 *
 * @param size responses at most, 1 to 1,000,000
 * @param ttl how old a response may get, 1 second to 24 hours
 * @param maxAge how long a client may use a response without asking, in whole seconds, 1 second to
 *     24 hours; zero for never
 */
public record CacheSettings(int size, Duration ttl, Duration maxAge) {
  /** 1,000 products of 3 KB are 3 MB of the heap, and by Zipf's law most of what is asked for. */
  public static final Knob<Integer> SIZE =
      new Knob<>(
          "cache.size",
          new Values.Count(1, 1_000_000),
          "1000",
          "product",
          "with cache=local: hits grow quickly, then hardly, with the logarithm of the size");

  /** The bound on what another server's write, or one by hand, can leave stale here. */
  public static final Knob<Duration> TTL =
      new Knob<>(
          "cache.ttl",
          new Values.Span("1s", "1440m"),
          "60s",
          "product",
          "with cache=local: a short one reads hot products again and again");

  public static final Knob<Optional<Duration>> MAX_AGE =
      new Knob<>(
          "cache.max-age",
          new Values.WordOr<>("no-cache", new Values.Span("1s", "1440m")),
          "no-cache",
          "product",
          "with cache=http: clients ask less, and see writes later; the lab's always ask");

  /**
   * @throws InvalidSetting when a value is out of its range
   */
  public CacheSettings {
    SIZE.parse(Integer.toString(size));
    TTL.parse(ttl.toMillis() + "ms");
    MAX_AGE.parse(maxAge.isZero() ? "no-cache" : maxAge.toMillis() + "ms");
    if (maxAge.toMillis() % 1000 != 0) {
      throw new InvalidSetting(
          "cache.max-age must be no-cache or whole seconds, but was '%dms'"
              .formatted(maxAge.toMillis()));
    }
  }

  /**
   * @throws InvalidSetting when a value is out of its range
   */
  public static CacheSettings of(Tuning tuning) {
    return new CacheSettings(
        tuning.get(SIZE), tuning.get(TTL), tuning.get(MAX_AGE).orElse(Duration.ZERO));
  }
}
