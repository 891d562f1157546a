package dev.tuninglab.app.knobs.load;

import dev.tuninglab.app.tuning.Knob;
import dev.tuninglab.app.tuning.Values;
import dev.tuninglab.app.tuning.Variant;
import java.util.function.Supplier;

/** The variants of the knob {@code load}. */
public enum Load implements Variant {
  EAGER("eager", EagerProductLoad::new),
  LAZY("lazy", LazyProductLoad::new);

  public static final Knob<Load> KNOB =
      new Knob<>(
          "load",
          Values.of(Load.class),
          LAZY.id,
          "product-list",
          "large columns and associations: always, or when asked for");

  private final String id;
  private final Supplier<ProductLoad> maker;

  Load(String id, Supplier<ProductLoad> maker) {
    this.id = id;
    this.maker = maker;
  }

  @Override
  public String id() {
    return id;
  }

  public ProductLoad make() {
    return maker.get();
  }
}
