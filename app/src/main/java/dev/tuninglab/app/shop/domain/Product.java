package dev.tuninglab.app.shop.domain;

import java.time.Instant;

/**
 * A product with everything known of it.
 *
 * @param stock pieces at hand; below zero when more were ordered than there are
 * @param description kilobytes of text
 */
public record Product(
    long id,
    String sku,
    String name,
    String category,
    long priceCents,
    int stock,
    String description,
    Instant updatedAt) {}
