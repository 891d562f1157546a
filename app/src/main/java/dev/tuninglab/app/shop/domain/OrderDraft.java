package dev.tuninglab.app.shop.domain;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a customer wants to order.
 *
 * @param lines 1 to 100, each of another product
 */
public record OrderDraft(long customerId, List<Line> lines) {
  private static final int MOST_LINES = 100;

  /**
   * @throws IllegalArgumentException when it breaks a rule; the message is one line
   */
  public OrderDraft {
    int count = lines == null ? 0 : lines.size();
    if (count < 1 || count > MOST_LINES) {
      throw new IllegalArgumentException(
          "lines must hold 1 to " + MOST_LINES + " lines, but held " + count);
    }
    Set<Long> seen = new HashSet<>();
    for (int i = 0; i < count; i++) {
      Line line = lines.get(i);
      if (line == null) {
        throw new IllegalArgumentException("lines[" + i + "] must be an object, but was null");
      }
      if (!seen.add(line.productId())) {
        throw new IllegalArgumentException(
            "lines[%d].productId must differ from those before it, but was %d again"
                .formatted(i, line.productId()));
      }
    }
    lines = List.copyOf(lines);
  }

  /** One product and how many pieces of it, 1 to 1000. */
  public record Line(long productId, int quantity) {
    /**
     * @throws IllegalArgumentException when the quantity is out of its range
     */
    public Line {
      if (quantity < 1 || quantity > 1000) {
        throw new IllegalArgumentException(
            "quantity must be a whole number from 1 to 1000, but was " + quantity);
      }
    }
  }
}
