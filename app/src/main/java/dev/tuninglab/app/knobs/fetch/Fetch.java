package dev.tuninglab.app.knobs.fetch;

import dev.tuninglab.app.tuning.Knob;
import dev.tuninglab.app.tuning.Values;
import dev.tuninglab.app.tuning.Variant;
import java.util.function.Supplier;

/** The variants of the knob {@code fetch}. */
public enum Fetch implements Variant {
  N_PLUS_ONE("n-plus-one", NPlusOneOrderFetch::new),
  JOIN("join", JoinOrderFetch::new),
  BATCH("batch", BatchOrderFetch::new),
  MULTISET("multiset", MultisetOrderFetch::new);

  public static final Knob<Fetch> KNOB =
      new Knob<>(
          "fetch",
          Values.of(Fetch.class),
          JOIN.id,
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
