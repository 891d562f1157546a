package com.acme.orders;

import com.acme.orders.cache.Cache;
import com.acme.orders.cache.CacheEvents;
import com.acme.orders.cache.CacheSettings;
import com.acme.orders.cache.ResponseCache;
import com.acme.orders.fetch.Fetch;
import com.acme.orders.fetch.OrderFetch;
import com.acme.orders.page.CursorKey;
import com.acme.orders.page.Page;
import com.acme.orders.page.Pagination;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The patterns that this service took home, as beans: chosen here, and nowhere else. */
@Configuration(proxyBeanMethods = false)
class Patterns {
  @Bean
  OrderFetch fetch() {
    return Fetch.BATCH.make();
  }

  /**
   * @param key base64 of 32 bytes that all instances share; empty for one that ends with this
   *     process, and with it all cursors
   */
  @Bean
  Pagination pagination(@Value("${orders.cursor-key:}") String key) {
    return Page.KEYSET.make(key.isEmpty() ? CursorKey.random() : CursorKey.of(key));
  }

  @Bean
  ResponseCache products(
      @Value("${orders.cache.size:1000}") int size,
      @Value("${orders.cache.ttl:60s}") Duration ttl,
      CacheCounts counts) {
    return Cache.LOCAL.make(new CacheSettings(size, ttl, Duration.ZERO), counts);
  }

  @Bean
  CacheCounts counts() {
    return new CacheCounts();
  }

  /** What the cache of products did so far. */
  static final class CacheCounts implements CacheEvents {
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    @Override
    public void hit() {
      hits.increment();
    }

    @Override
    public void miss() {
      misses.increment();
    }

    @Override
    public void notModified() {
      hits.increment();
    }

    @Override
    public void evicted() {
      // Not asked for here.
    }

    long hits() {
      return hits.sum();
    }

    long misses() {
      return misses.sum();
    }
  }
}
