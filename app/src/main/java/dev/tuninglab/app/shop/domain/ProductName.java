package dev.tuninglab.app.shop.domain;

/** As much of a product as is shown beside something else: an order's line, another product. */
public record ProductName(long id, String sku, String name) {}
