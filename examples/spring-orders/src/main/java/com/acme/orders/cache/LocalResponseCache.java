// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Keeps bodies in this process: so many, for so long, those that are asked for most (Caffeine's
 * W-TinyLFU).
 *
 * <p>What the map holds is a future, and it is there before the resource is read. Three things
 * follow. Who comes meanwhile waits for the one reading, instead of reading as well. A change
 * removes the future itself: one that is being read from before the commit is never found by who
 * comes after it, whenever it ends, and it is not put back. And no lock of the map is held while
 * the database is asked.
 */
final class LocalResponseCache implements ResponseCache {
  private final Cache<Long, CompletableFuture<Optional<byte[]>>> bodies;
  private final CacheEvents events;

  LocalResponseCache(CacheSettings settings, CacheEvents events) {
    this(settings, events, Ticker.systemTicker());
  }

  LocalResponseCache(CacheSettings settings, CacheEvents events, Ticker clock) {
    this.events = events;
    this.bodies =
        Caffeine.newBuilder()
            .maximumSize(settings.size())
            // From the start of the reading: a body is never older than this.
            .expireAfterWrite(settings.ttl())
            .ticker(clock)
            // Housekeeping is short here; on a pool of threads it would come some time later.
            .executor(Runnable::run)
            .evictionListener((key, body, cause) -> events.evicted())
            .build();
  }

  @Override
  public Optional<Reply> get(long key, List<String> ifNoneMatch, Source source) throws Exception {
    CompletableFuture<Optional<byte[]>> found = bodies.getIfPresent(key);
    if (found == null) {
      CompletableFuture<Optional<byte[]>> mine = new CompletableFuture<>();
      found = bodies.asMap().putIfAbsent(key, mine);
      if (found == null) {
        events.miss();
        return load(key, mine, source).map(Reply::of);
      }
    }
    events.hit();
    return await(found).map(Reply::of);
  }

  private Optional<byte[]> load(Long key, CompletableFuture<Optional<byte[]>> mine, Source source)
      throws Exception {
    try {
      Optional<byte[]> body = source.body();
      if (body.isEmpty()) {
        // Whoever asks for what is not there must not push out what is.
        bodies.asMap().remove(key, mine);
      }
      mine.complete(body);
      return body;
    } catch (Throwable failure) {
      // Before it is told: who hears of it and tries again reads again.
      bodies.asMap().remove(key, mine);
      mine.completeExceptionally(failure);
      throw failure;
    }
  }

  private static Optional<byte[]> await(CompletableFuture<Optional<byte[]>> body) throws Exception {
    try {
      return body.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception failure) {
        throw failure;
      }
      throw e;
    }
  }

  @Override
  public void changed(Collection<Long> keys) {
    keys.forEach(bodies.asMap()::remove);
  }

  @Override
  public void allChanged() {
    bodies.asMap().clear();
  }
}
