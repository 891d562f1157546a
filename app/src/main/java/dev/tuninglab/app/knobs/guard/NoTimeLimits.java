package dev.tuninglab.app.knobs.guard;

import java.time.Duration;

/** Waits as long as it takes: PostgreSQL and its driver end nothing of their own accord. */
final class NoTimeLimits implements TimeLimits {
  NoTimeLimits(GuardSettings settings) {}

  @Override
  public String in(String jdbcUrl) {
    return jdbcUrl;
  }

  @Override
  public Duration connectionWait(Duration own) {
    return own;
  }
}
