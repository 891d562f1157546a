package dev.tuninglab.app.knobs.cache;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Reads each time, and sends the whole each time. */
final class NoResponseCache implements ResponseCache {
  NoResponseCache(CacheSettings settings, CacheEvents events) {}

  @Override
  public Optional<Reply> get(long key, List<String> ifNoneMatch, Source source) throws Exception {
    return source.body().map(Reply::of);
  }

  @Override
  public void changed(Collection<Long> keys) {}

  @Override
  public void allChanged() {}
}
