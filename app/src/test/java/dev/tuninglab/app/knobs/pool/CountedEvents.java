package dev.tuninglab.app.knobs.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What a pool told, for tests. */
final class CountedEvents implements PoolEvents {
  final AtomicInteger opened = new AtomicInteger();
  final AtomicInteger waits = new AtomicInteger();
  final AtomicLong longest = new AtomicLong();

  @Override
  public void opened() {
    opened.incrementAndGet();
  }

  @Override
  public void waited(long nanos) {
    assertThat(nanos).isNotNegative();
    waits.incrementAndGet();
    longest.accumulateAndGet(nanos, Math::max);
  }
}
