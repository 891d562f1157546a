package dev.tuninglab.app.knobs.burn;

import java.time.Duration;

/**
 * Every request keeps its processor busy for the same time. By the clock on the wall, so that what
 * it adds to a request is known even when the processor is taken away from it.
 */
final class FixedRequestBurn implements RequestBurn {
  private final long nanos;

  FixedRequestBurn(Duration length) {
    this.nanos = length.toNanos();
  }

  @Override
  public void spend() {
    long start = System.nanoTime();
    while (System.nanoTime() - start < nanos) {
      // Reading the clock is the work. No hint that this spins: it would leave the core to others.
    }
  }
}
