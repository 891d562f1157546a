// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.cache;

import java.util.Map;

/**
 * What a client is sent.
 *
 * @param status 200, or 304 when it has the body already
 * @param headers further response headers
 * @param body empty with 304
 */
public record Reply(int status, Map<String, String> headers, byte[] body) {
  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;
  private static final byte[] NOTHING = {};

  static Reply of(byte[] body) {
    return new Reply(OK, Map.of(), body);
  }

  static Reply of(Map<String, String> headers, byte[] body) {
    return new Reply(OK, headers, body);
  }

  static Reply notModified(Map<String, String> headers) {
    return new Reply(NOT_MODIFIED, headers, NOTHING);
  }
}
