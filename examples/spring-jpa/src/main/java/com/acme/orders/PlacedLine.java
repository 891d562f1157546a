package com.acme.orders;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import jakarta.persistence.Table;
import java.io.Serializable;

/** A row of {@code order_line}; its product is read when it is first looked at. */
@Entity
@Table(name = "order_line")
class PlacedLine {
  @Embeddable
  record Id(long orderId, int lineNo) implements Serializable {}

  @EmbeddedId private Id id;

  @MapsId("orderId")
  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "order_id")
  private PlacedOrder order;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "product_id")
  private Product product;

  private int quantity;
  private long unitPriceCents;

  int lineNo() {
    return id.lineNo();
  }

  Product product() {
    return product;
  }

  int quantity() {
    return quantity;
  }

  long unitPriceCents() {
    return unitPriceCents;
  }
}
