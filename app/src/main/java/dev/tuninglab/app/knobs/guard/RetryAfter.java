package dev.tuninglab.app.knobs.guard;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When a refused client may come back. Drawn anew for each: clients that were all told the same
 * number come back as the crowd that they left as.
 *
 * @param within clients are spread evenly over this time, in whole seconds, 1 or more
 */
record RetryAfter(Duration within) {
  /**
   * @param earliest before which coming back is useless
   * @return whole seconds, 1 or more, as the header {@code Retry-After} wants them
   */
  int seconds(Duration earliest) {
    int first = (int) Math.max(1, earliest.plusMillis(999).toSeconds());
    return first + ThreadLocalRandom.current().nextInt((int) within.toSeconds());
  }
}
