package dev.tuninglab.app.knobs.write;

import dev.tuninglab.app.tuning.Knob;
import dev.tuninglab.app.tuning.Values;
import dev.tuninglab.app.tuning.Variant;
import java.util.function.Supplier;

/** The variants of the knob {@code write}. */
public enum Write implements Variant {
  ROW("row", RowOrderWrite::new),
  BATCH("batch", BatchOrderWrite::new),
  UNNEST("unnest", UnnestOrderWrite::new);

  public static final Knob<Write> KNOB =
      new Knob<>(
          "write",
          Values.of(Write.class),
          BATCH.id,
          "place-order",
          "round trips for N lines: 2 N, 2, 2; statements: 2 N, 2 N, 2");

  private final String id;
  private final Supplier<OrderWrite> maker;

  Write(String id, Supplier<OrderWrite> maker) {
    this.id = id;
    this.maker = maker;
  }

  @Override
  public String id() {
    return id;
  }

  public OrderWrite make() {
    return maker.get();
  }
}
