package dev.tuninglab.app.knobs.index;

import dev.tuninglab.app.tuning.Knob;
import dev.tuninglab.app.tuning.Values;
import dev.tuninglab.app.tuning.Variant;
import java.util.function.Supplier;

/** The variants of the knob {@code index}. */
public enum Index implements Variant {
  NONE("none", NoIndexShape::new),
  BTREE("btree", BtreeIndexShape::new),
  COVERING("covering", CoveringIndexShape::new);

  public static final Knob<Index> KNOB =
      new Knob<>(
          "index",
          Values.of(Index.class),
          BTREE.id,
          "customer-orders",
          "pages read for a customer's orders: the whole table, a few, fewer");

  private final String id;
  private final Supplier<IndexShape> maker;

  Index(String id, Supplier<IndexShape> maker) {
    this.id = id;
    this.maker = maker;
  }

  @Override
  public String id() {
    return id;
  }

  public IndexShape make() {
    return maker.get();
  }
}
