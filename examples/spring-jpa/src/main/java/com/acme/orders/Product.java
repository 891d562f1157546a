package com.acme.orders;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code product}, without its large description, which nobody here shows. */
@Entity
@Table(name = "product")
class Product {
  @Id private long id;
  private String sku;
  private String name;
  private long priceCents;
  private int stock;

  long id() {
    return id;
  }

  String sku() {
    return sku;
  }

  String name() {
    return name;
  }

  long priceCents() {
    return priceCents;
  }

  int stock() {
    return stock;
  }
}
