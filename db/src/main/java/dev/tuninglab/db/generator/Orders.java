package dev.tuninglab.db.generator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes any order of the shop from its id alone. */
final class Orders {
  /** The present of the shop: a fixed instant, so that the same seed gives the same bytes. */
  static final long REFERENCE = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();

  /** Orders lie in the two years before the reference. */
  static final long SPAN_SECONDS = Duration.ofDays(730).toSeconds();

  /**
   * Skew of customers: the upper end of what Breslau et al. ("Web Caching and Zipf-like
   * Distributions", INFOCOM 1999) found for requests by page, 0.64 to 0.83.
   */
  static final double CUSTOMER_SKEW = 0.8;

  /** Skew of products: the default of YCSB (Cooper et al., SoCC 2010). */
  static final double PRODUCT_SKEW = 0.99;

  private static final int STREAM_ORDER = 3;
  private static final int STREAM_BURST = 4;
  private static final int MAX_LINES = 9;
  private static final long DAY = Duration.ofDays(1).toSeconds();

  private final long seed;
  private final ShopSize size;
  private final long[] prices;
  private final Zipf customers;
  private final Zipf products;

  /**
   * @param prices cents by product id - 1
   */
  Orders(long seed, ShopSize size, long[] prices) {
    this.seed = seed;
    this.size = size;
    this.prices = prices;
    this.customers = new Zipf(size.customers(), CUSTOMER_SKEW);
    this.products = new Zipf(size.products(), PRODUCT_SKEW);
  }

  Order order(long id) {
    Random64 random = new Random64(seed, STREAM_ORDER, id);
    long placedAt = placedAt(id);
    int customer = customers.next(random);
    String status = status(REFERENCE - placedAt, random);
    return new Order(id, customer, status, placedAt, lines(random));
  }

  /**
   * Ids follow time. About half of the orders share the second of the one before: a page that sorts
   * by time alone, without a tie-breaker, loses or repeats rows on this data.
   */
  private long placedAt(long id) {
    long first = id;
    while (first > 1 && new Random64(seed, STREAM_BURST, first).below(2) == 0) {
      first--;
    }
    return REFERENCE - SPAN_SECONDS + (first - 1) * SPAN_SECONDS / size.orders();
  }

  private static String status(long ageSeconds, Random64 random) {
    int percent = random.below(100);
    if (percent < 6) {
      return "cancelled";
    }
    if (ageSeconds < DAY) {
      return percent < 50 ? "placed" : "paid";
    }
    return ageSeconds < 7 * DAY ? "shipped" : "delivered";
  }

  private List<Order.Line> lines(Random64 random) {
    int count = random.between(1, MAX_LINES);
    List<Order.Line> lines = new ArrayList<>(count);
    while (lines.size() < count) {
      int product = products.next(random);
      if (lines.stream().noneMatch(line -> line.productId() == product)) {
        lines.add(new Order.Line(product, random.between(1, 4), prices[product - 1]));
      }
    }
    return lines;
  }
}
