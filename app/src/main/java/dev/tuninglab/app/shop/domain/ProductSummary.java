package dev.tuninglab.app.shop.domain;

/** As much of a product as a list shows: no description. */
public record ProductSummary(
    long id, String sku, String name, String category, long priceCents, int stock) {}
