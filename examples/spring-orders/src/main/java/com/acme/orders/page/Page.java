// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.page;

import com.acme.orders.tuning.Knob;
import com.acme.orders.tuning.Values;
import com.acme.orders.tuning.Variant;
import java.util.function.Function;

/** The variants of the knob {@code page}. */
public enum Page implements Variant {
  KEYSET("keyset", KeysetPagination::new);

  public static final Knob<Page> KNOB =
      new Knob<>(
          "page",
          Values.of(Page.class),
          KEYSET.id,
          "orders-feed",
          "rows read for page 1,000: all, those before it and its own, its own");

  private final String id;
  private final Function<CursorKey, Pagination> maker;

  Page(String id, Function<CursorKey, Pagination> maker) {
    this.id = id;
    this.maker = maker;
  }

  @Override
  public String id() {
    return id;
  }

  public Pagination make(CursorKey key) {
    return maker.apply(key);
  }
}
