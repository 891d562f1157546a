// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.domain;

import java.time.Instant;

/**
 * Which part of the feed of orders is asked for.
 *
 * @param since orders placed at or after this instant
 * @param size orders at most, 1 to {@value #MOST}
 * @param cursor where an earlier part ended; empty for the first
 */
public record FeedRequest(Instant since, int size, String cursor) {
  public static final int MOST = 1000;

  /**
   * @throws IllegalArgumentException when the size is out of its range
   */
  public FeedRequest {
    if (size < 1 || size > MOST) {
      throw new IllegalArgumentException(
          "size must be a whole number from 1 to " + MOST + ", but was " + size);
    }
  }
}
