// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.cache;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A body and the version that it is of.
 *
 * @param version visible ASCII without a quotation mark; another body has another version
 * @param body empty when it was left out, as the client has this version
 */
public record Content(String version, byte[] body) {
  private static final byte[] LEFT_OUT = {};

  public static Content leftOut(String version) {
    return new Content(version, LEFT_OUT);
  }

  static Content versionedByHash(byte[] body) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
      return new Content(Base64.getUrlEncoder().withoutPadding().encodeToString(hash), body);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
