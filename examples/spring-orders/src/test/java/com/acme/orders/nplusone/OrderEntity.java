// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.nplusone;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;

/** An order as an object mapper sees it: its lines are lazy, as collections are by default. */
@Entity
@Table(name = "orders")
class OrderEntity {
  @Id private long id;

  @ElementCollection
  @CollectionTable(name = "order_line", joinColumns = @JoinColumn(name = "order_id"))
  @Column(name = "quantity")
  private List<Integer> quantities = new ArrayList<>();

  List<Integer> quantities() {
    return quantities;
  }
}
