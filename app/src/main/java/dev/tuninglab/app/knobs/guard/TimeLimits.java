package dev.tuninglab.app.knobs.guard;

import java.time.Duration;

/** How long a service waits for its database: the first seam of the knob {@code guard}. */
public interface TimeLimits {
  /**
   * Tells every connection.
   *
   * @param jdbcUrl of a PostgreSQL; what it says of other things stays
   * @return the same URL with this variant's parameters
   */
  String in(String jdbcUrl);

  /**
   * How long a request waits for a connection.
   *
   * @param own what the pool would have it wait; never more than that
   */
  Duration connectionWait(Duration own);
}
