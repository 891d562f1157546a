// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.domain;

/** As much of a product as is shown beside something else: an order's line, another product. */
public record ProductName(long id, String sku, String name) {}
