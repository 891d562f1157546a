package dev.tuninglab.app.shop.domain;

/** As much of a product as an order's line shows. */
public record ProductName(long id, String sku, String name) {}
