package com.acme.orders;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;

/** A row of {@code orders}; its lines are read when they are first looked at. */
@Entity
@Table(name = "orders")
class PlacedOrder {
  @Id private long id;
  private long customerId;
  private String status;
  private Instant placedAt;
  private long totalCents;

  @OneToMany(mappedBy = "order")
  @OrderBy("id.lineNo")
  private List<PlacedLine> lines;

  long id() {
    return id;
  }

  long customerId() {
    return customerId;
  }

  String status() {
    return status;
  }

  Instant placedAt() {
    return placedAt;
  }

  long totalCents() {
    return totalCents;
  }

  List<PlacedLine> lines() {
    return lines;
  }
}
