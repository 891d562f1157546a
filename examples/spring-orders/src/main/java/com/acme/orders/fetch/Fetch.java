// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.fetch;

import com.acme.orders.tuning.Knob;
import com.acme.orders.tuning.Values;
import com.acme.orders.tuning.Variant;
import java.util.function.Supplier;

/** The variants of the knob {@code fetch}. */
public enum Fetch implements Variant {
  BATCH("batch", BatchOrderFetch::new);

  public static final Knob<Fetch> KNOB =
      new Knob<>(
          "fetch",
          Values.of(Fetch.class),
          BATCH.id,
          "orders-page",
          "statements a request: 1 + N, 1, 2, 1");

  private final String id;
  private final Supplier<OrderFetch> maker;

  Fetch(String id, Supplier<OrderFetch> maker) {
    this.id = id;
    this.maker = maker;
  }

  @Override
  public String id() {
    return id;
  }

  public OrderFetch make() {
    return maker.get();
  }
}
