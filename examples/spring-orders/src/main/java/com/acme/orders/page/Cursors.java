// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.page;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Turns a position in a list into an opaque text that a client carries to the next request, and
 * back; only what was issued here comes back.
 *
 * <p>A cursor is base64url of a version byte, the position, and the first 16 bytes of an
 * HMAC-SHA256 over both and what they are good for. That is not in the cursor: a cursor for another
 * list, order, filter or way to page has another signature, and so has one of another key. Anyone
 * may read the position; nobody can make one up.
 */
public final class Cursors {
  private static final byte VERSION = 1;
  private static final int SIGNATURE_BYTES = 16;
  private static final String ALGORITHM = "HmacSHA256";

  /** A position is two numbers at most; what is longer need not be decoded to be refused. */
  private static final int MOST_TEXT = 100;

  private final SecretKeySpec key;
  private final byte[] purpose;
  private final int positionBytes;

  /**
   * @param purpose list, order and way to page; another version of the position is another purpose
   * @param positionBytes length of every position
   */
  public Cursors(CursorKey key, String purpose, int positionBytes) {
    this.key = new SecretKeySpec(key.bytes(), ALGORITHM);
    this.purpose = (purpose + '\n').getBytes(StandardCharsets.UTF_8);
    this.positionBytes = positionBytes;
  }

  /**
   * @param since the list's filter, which the cursor is bound to
   */
  public String issue(byte[] position, Instant since) {
    byte[] signed = ByteBuffer.allocate(1 + position.length).put(VERSION).put(position).array();
    byte[] whole = Arrays.copyOf(signed, signed.length + SIGNATURE_BYTES);
    System.arraycopy(signature(signed, since), 0, whole, signed.length, SIGNATURE_BYTES);
    return encode(whole);
  }

  /**
   * The position that the text was issued for.
   *
   * @throws RefusedCursor when it was not issued by {@link #issue} with this key, purpose and
   *     filter
   */
  public ByteBuffer position(String cursor, Instant since) {
    byte[] whole = decode(cursor);
    int length = 1 + positionBytes;
    if (whole.length != length + SIGNATURE_BYTES || whole[0] != VERSION) {
      throw new RefusedCursor();
    }
    byte[] signature = Arrays.copyOfRange(whole, length, whole.length);
    if (!MessageDigest.isEqual(signature, signature(Arrays.copyOf(whole, length), since))) {
      throw new RefusedCursor();
    }
    return ByteBuffer.wrap(whole, 1, positionBytes);
  }

  private byte[] signature(byte[] signed, Instant since) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(purpose);
      mac.update(
          ByteBuffer.allocate(12).putLong(since.getEpochSecond()).putInt(since.getNano()).flip());
      return Arrays.copyOf(mac.doFinal(signed), SIGNATURE_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has " + ALGORITHM, e);
    }
  }

  /** Strict: several texts may decode to the same bytes, but only one was issued. */
  private static byte[] decode(String cursor) {
    if (cursor.length() > MOST_TEXT) {
      throw new RefusedCursor();
    }
    byte[] whole;
    try {
      whole = Base64.getUrlDecoder().decode(cursor);
    } catch (IllegalArgumentException e) {
      throw new RefusedCursor();
    }
    if (!encode(whole).equals(cursor)) {
      throw new RefusedCursor();
    }
    return whole;
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
