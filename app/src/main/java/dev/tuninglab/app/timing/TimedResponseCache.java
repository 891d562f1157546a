package dev.tuninglab.app.timing;

import dev.tuninglab.app.knobs.cache.Content;
import dev.tuninglab.app.knobs.cache.EntityTags;
import dev.tuninglab.app.knobs.cache.Reply;
import dev.tuninglab.app.knobs.cache.ResponseCache;
import dev.tuninglab.app.knobs.cache.Source;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Times what a cache does itself; reading what it does not have is no part of that. */
record TimedResponseCache(ResponseCache cache) implements ResponseCache {
  @Override
  public Optional<Reply> get(long key, List<String> ifNoneMatch, Source source) throws Exception {
    return Phases.current().in(Phase.CACHE, () -> cache.get(key, ifNoneMatch, new Aside(source)));
  }

  @Override
  public void changed(Collection<Long> keys) {
    Phases.current().during(Phase.CACHE, () -> cache.changed(keys));
  }

  @Override
  public void allChanged() {
    Phases.current().during(Phase.CACHE, cache::allChanged);
  }

  private record Aside(Source source) implements Source {
    @Override
    public Optional<byte[]> body() throws Exception {
      return Phases.current().aside(source::body);
    }

    @Override
    public Optional<Content> content(EntityTags known) throws Exception {
      return Phases.current().aside(() -> source.content(known));
    }
  }
}
