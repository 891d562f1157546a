package dev.tuninglab.app.shop.domain;

/** What a list of products can have beyond what every list shows. */
public enum ProductExtra {
  /** Kilobytes of text: a large column. */
  DESCRIPTION,

  /** Others of the same category: an association. */
  RELATED
}
