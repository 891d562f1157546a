package dev.tuninglab.db.generator;

/**
 * How many rows to generate; lines and events follow from the orders (about 5 and 3 an order).
 *
 * @param customers ids 1..customers, at least 1
 * @param products ids 1..products, at least 20 so that an order finds distinct products
 * @param orders ids 1..orders, at least 1
 */
public record ShopSize(int customers, int products, int orders) {
  public ShopSize {
    if (customers < 1 || products < 20 || orders < 1) {
      throw new IllegalArgumentException(
          "size needs customers >= 1, products >= 20 and orders >= 1, but was %d, %d, %d"
              .formatted(customers, products, orders));
    }
  }
}
