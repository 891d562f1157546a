// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.page;

import java.security.SecureRandom;
import java.util.Base64;

/** The secret that cursors are signed with. It never shows itself. */
public final class CursorKey {
  private static final int BYTES = 32;

  private final byte[] bytes;

  private CursorKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A new one, which no other process knows: cursors end with this process. */
  public static CursorKey random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return new CursorKey(bytes);
  }

  /**
   * One that several instances share, and that outlives them.
   *
   * @param base64 of 32 bytes or more
   * @throws IllegalArgumentException when it is not; the message does not hold the text
   */
  public static CursorKey of(String base64) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("must be base64 of 32 bytes or more, but is not base64");
    }
    if (bytes.length < BYTES) {
      throw new IllegalArgumentException(
          "must be base64 of 32 bytes or more, but was of " + bytes.length);
    }
    return new CursorKey(bytes);
  }

  byte[] bytes() {
    return bytes;
  }

  @Override
  public String toString() {
    return "CursorKey[secret]";
  }
}
