package dev.tuninglab.app.shop.domain;

import java.util.List;

/**
 * A product in a list: as much as every list shows, and what was loaded beyond.
 *
 * @param description kilobytes of text; null when it was not loaded
 * @param related a few others of its category; null when they were not loaded
 */
public record ProductSummary(
    long id,
    String sku,
    String name,
    String category,
    long priceCents,
    int stock,
    String description,
    List<ProductName> related) {

  /** The same product with these others. */
  public ProductSummary withRelated(List<ProductName> others) {
    return new ProductSummary(id, sku, name, category, priceCents, stock, description, others);
  }
}
