// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.cache;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts what a cache tells. */
final class CountedEvents implements CacheEvents {
  final AtomicInteger hits = new AtomicInteger();
  final AtomicInteger misses = new AtomicInteger();
  final AtomicInteger notModified = new AtomicInteger();
  final AtomicInteger evicted = new AtomicInteger();

  @Override
  public void hit() {
    hits.incrementAndGet();
  }

  @Override
  public void miss() {
    misses.incrementAndGet();
  }

  @Override
  public void notModified() {
    notModified.incrementAndGet();
  }

  @Override
  public void evicted() {
    evicted.incrementAndGet();
  }
}
