package dev.tuninglab.app.knobs.pool;

import dev.tuninglab.app.tuning.Knob;
import dev.tuninglab.app.tuning.Values;
import dev.tuninglab.app.tuning.Variant;

/** The variants of the knob {@code pool}. */
public enum Pool implements Variant {
  NONE("none", FreshConnections::new),
  HIKARI("hikari", HikariConnections::new);

  public static final Knob<Pool> KNOB =
      new Knob<>(
          "pool",
          Values.of(Pool.class),
          HIKARI.id,
          "order",
          "a handshake for every request against a reused connection");

  private interface Maker {
    Connections make(String jdbcUrl, PoolSettings settings, PoolEvents events);
  }

  private final String id;
  private final Maker maker;

  Pool(String id, Maker maker) {
    this.id = id;
    this.maker = maker;
  }

  @Override
  public String id() {
    return id;
  }

  /** The connections of this variant to the PostgreSQL at the URL (user and password in it). */
  public Connections make(String jdbcUrl, PoolSettings settings, PoolEvents events) {
    return maker.make(jdbcUrl, settings, events);
  }
}
