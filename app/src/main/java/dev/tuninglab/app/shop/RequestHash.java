package dev.tuninglab.app.shop;

import dev.tuninglab.app.shop.domain.OrderDraft;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells two drafts apart by what they mean, whatever their JSON looked like. */
final class RequestHash {
  private RequestHash() {}

  /** SHA-256 of the draft's numbers, in hexadecimal. */
  static String of(OrderDraft draft) {
    ByteBuffer numbers = ByteBuffer.allocate(Long.BYTES * (1 + 2 * draft.lines().size()));
    numbers.putLong(draft.customerId());
    for (OrderDraft.Line line : draft.lines()) {
      numbers.putLong(line.productId()).putLong(line.quantity());
    }
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(numbers.array()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
