// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.cache;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of a response that many ask for: the seam of the knob {@code cache}. One kind of
 * resource, whose members are told apart by a number. Called on many threads.
 */
public interface ResponseCache {
  /**
   * The answer to a GET or HEAD.
   *
   * @param ifNoneMatch the lines of that header of the request; empty when there is none
   * @param source reads the resource if it has to be read; its failure is this method's failure
   * @return empty when there is no such resource
   */
  Optional<Reply> get(long key, List<String> ifNoneMatch, Source source) throws Exception;

  /**
   * These resources have changed. To be called after the commit, and before whoever wrote is
   * answered: what is read from then on is what was written.
   */
  void changed(Collection<Long> keys);

  /** Any of them may have changed. */
  void allChanged();
}
