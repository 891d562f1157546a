package dev.tuninglab.app.knobs.prepare;

import dev.tuninglab.app.tuning.Knob;
import dev.tuninglab.app.tuning.Values;
import dev.tuninglab.app.tuning.Variant;
import java.util.function.Function;

/** The variants of the knob {@code prepare}. */
public enum Prepare implements Variant {
  OFF("off", NoStatementPreparation::new),
  ON("on", ServerStatementPreparation::new);

  public static final Knob<Prepare> KNOB =
      new Knob<>(
          "prepare",
          Values.of(Prepare.class),
          ON.id,
          "order",
          "a statement parsed and planned at each execution against once a connection");

  private final String id;
  private final Function<PrepareSettings, StatementPreparation> maker;

  Prepare(String id, Function<PrepareSettings, StatementPreparation> maker) {
    this.id = id;
    this.maker = maker;
  }

  @Override
  public String id() {
    return id;
  }

  public StatementPreparation make(PrepareSettings settings) {
    return maker.apply(settings);
  }
}
