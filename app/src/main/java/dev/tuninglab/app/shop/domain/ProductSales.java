package dev.tuninglab.app.shop.domain;

/**
 * What was ever sold of a product.
 *
 * @param unitsSold pieces over all orders
 * @param revenueCents what they brought in, in cents
 */
public record ProductSales(long id, String sku, String name, long unitsSold, long revenueCents) {}
