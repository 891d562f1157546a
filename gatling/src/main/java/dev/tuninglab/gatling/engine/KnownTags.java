package dev.tuninglab.gatling.engine;

import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The last entity tag of each URL of one subject, for requests that revalidate: as if one shared
 * cache stood before the subject, whose users are all virtual users. Bodies are not kept.
 */
final class KnownTags {
  /** Those asked for least recently are forgotten: no workload may fill the generator's heap. */
  static final int MOST = 100_000;

  private final Map<String, String> byUrl =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > MOST;
        }
      };

  /** The URL's last tag, as it came; null when there is none. */
  synchronized String of(String url) {
    return byUrl.get(url);
  }

  /**
   * @param tag null when the response had none: then there is nothing to revalidate with
   */
  synchronized void keep(String url, String tag) {
    if (tag == null) {
      byUrl.remove(url);
    } else {
      byUrl.put(url, tag);
    }
  }

  /** The tags of all subjects. Used by one thread. */
  static final class Shelf {
    private final Map<String, KnownTags> byLabel = new HashMap<>();
    private final Map<String, URI> subjects = new HashMap<>();

    /** Those of a variant's subject. A subject that listens elsewhere is a fresh one: none. */
    KnownTags of(String label, URI subject) {
      if (!subject.equals(subjects.put(label, subject))) {
        byLabel.put(label, new KnownTags());
      }
      return byLabel.get(label);
    }
  }
}
