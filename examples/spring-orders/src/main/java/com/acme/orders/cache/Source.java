// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.cache;

import java.util.Optional;

/** Reads one resource. */
public interface Source {
  /** The response's whole body; empty when there is no such resource. */
  Optional<byte[]> body() throws Exception;

  /**
   * The body together with its version. One that can tell its version for less than a body costs
   * should do so; as it stands, the body is read and its hash is the version.
   *
   * @param known the versions that the client has: the body of one of them may be left out
   */
  default Optional<Content> content(EntityTags known) throws Exception {
    return body().map(Content::versionedByHash);
  }
}
