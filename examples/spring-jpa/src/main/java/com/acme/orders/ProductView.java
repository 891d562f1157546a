package com.acme.orders;

/** What a client sees of a product; the price is in cents. */
record ProductView(long id, String sku, String name, long priceCents, int stock) {
  static ProductView of(Product product) {
    return new ProductView(
        product.id(), product.sku(), product.name(), product.priceCents(), product.stock());
  }
}
