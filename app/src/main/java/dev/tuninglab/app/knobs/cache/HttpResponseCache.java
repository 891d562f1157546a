package dev.tuninglab.app.knobs.cache;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets those who have a response keep it (RFC 9110 13.1.2, RFC 9111): it goes out with its version,
 * and who comes back with that version is told that it still holds. Nothing is kept here, so no
 * write has to be heard of, and any number of servers agree.
 */
final class HttpResponseCache implements ResponseCache {
  private final String cacheControl;
  private final CacheEvents events;

  HttpResponseCache(CacheSettings settings, CacheEvents events) {
    this.cacheControl =
        settings.maxAge().isZero() ? "no-cache" : "max-age=" + settings.maxAge().toSeconds();
    this.events = events;
  }

  @Override
  public Optional<Reply> get(long key, List<String> ifNoneMatch, Source source) throws Exception {
    EntityTags known = EntityTags.of(ifNoneMatch);
    return source.content(known).map(content -> reply(content, known));
  }

  private Reply reply(Content content, EntityTags known) {
    // A 304 has the same as a 200 would have had (RFC 9110 15.4.5).
    Map<String, String> headers =
        Map.of("ETag", EntityTags.weak(content.version()), "Cache-Control", cacheControl);
    if (known.include(content.version())) {
      events.notModified();
      return Reply.notModified(headers);
    }
    events.miss();
    return Reply.of(headers, content.body());
  }

  @Override
  public void changed(Collection<Long> keys) {}

  @Override
  public void allChanged() {}
}
