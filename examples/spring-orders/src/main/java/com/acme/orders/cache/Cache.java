// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.cache;

import com.acme.orders.tuning.Knob;
import com.acme.orders.tuning.Values;
import com.acme.orders.tuning.Variant;
import java.util.function.BiFunction;

/** The variants of the knob {@code cache}. */
public enum Cache implements Variant {
  LOCAL("local", LocalResponseCache::new);

  /** Preset to none: a cache in front of the database hides what the other knobs are about. */
  public static final Knob<Cache> KNOB =
      new Knob<>(
          "cache",
          Values.of(Cache.class),
          LOCAL.id,
          "product",
          "work not done again: the body not read and sent, or the database not asked");

  private final String id;
  private final BiFunction<CacheSettings, CacheEvents, ResponseCache> maker;

  Cache(String id, BiFunction<CacheSettings, CacheEvents, ResponseCache> maker) {
    this.id = id;
    this.maker = maker;
  }

  @Override
  public String id() {
    return id;
  }

  /** An empty cache of this variant, for one kind of resource. */
  public ResponseCache make(CacheSettings settings, CacheEvents events) {
    return maker.apply(settings, events);
  }
}
