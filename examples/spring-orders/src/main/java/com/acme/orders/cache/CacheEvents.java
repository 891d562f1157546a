// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.cache;

/** Hears what a cache does. Called on the requests' threads: implementations must be quick. */
public interface CacheEvents {
  /** A response was at hand, or being read for another request. */
  void hit();

  /** The resource was read for this request, whole. */
  void miss();

  /** The client had the response already, and was told so. */
  void notModified();

  /** A response was dropped, since others were wanted more or since it was too old. */
  void evicted();
}
