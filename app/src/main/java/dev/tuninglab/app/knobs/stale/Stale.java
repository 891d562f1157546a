package dev.tuninglab.app.knobs.stale;

import dev.tuninglab.app.tuning.Knob;
import dev.tuninglab.app.tuning.Values;
import dev.tuninglab.app.tuning.Variant;
import java.util.function.Function;

/** The variants of the knob {@code stale}. */
public enum Stale implements Variant {
  KEPT("kept", settings -> new KeptEventTable()),
  PURGED("purged", PurgedEventTable::new);

  /** Kept, since every other comparison is about the shop as its migrations make it. */
  public static final Knob<Stale> KNOB =
      new Knob<>(
          "stale",
          Values.of(Stale.class),
          KEPT.id,
          "recent-events",
          "pages read for the last seven days: of all years, or of a month");

  private final String id;
  private final Function<StaleSettings, EventTable> maker;

  Stale(String id, Function<StaleSettings, EventTable> maker) {
    this.id = id;
    this.maker = maker;
  }

  @Override
  public String id() {
    return id;
  }

  public EventTable make(StaleSettings settings) {
    return maker.apply(settings);
  }
}
