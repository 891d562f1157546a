package dev.tuninglab.app.knobs.guard;

import dev.tuninglab.app.tuning.Knob;
import dev.tuninglab.app.tuning.Values;
import dev.tuninglab.app.tuning.Variant;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The variants of the knob {@code guard}. */
public enum Guard implements Variant {
  NONE("none", NoTimeLimits::new, OpenAdmission::new, PlainDatabaseCalls::new),
  TIMEOUTS("timeouts", ShortTimeLimits::new, OpenAdmission::new, PlainDatabaseCalls::new),
  SHED("shed", ShortTimeLimits::new, LimitedAdmission::new, BreakerDatabaseCalls::new);

  /**
   * Without a guard: what another knob does at its worst must be seen as latency, and not be turned
   * into refusals.
   */
  public static final Knob<Guard> KNOB =
      new Knob<>(
          "guard",
          Values.of(Guard.class),
          NONE.id,
          "overload",
          "past saturation: everyone waits ever longer, or some are told so at once");

  private final String id;
  private final Function<GuardSettings, TimeLimits> limits;
  private final BiFunction<GuardSettings, GuardEvents, Admission> admission;
  private final BiFunction<GuardSettings, GuardEvents, DatabaseCalls> calls;

  Guard(
      String id,
      Function<GuardSettings, TimeLimits> limits,
      BiFunction<GuardSettings, GuardEvents, Admission> admission,
      BiFunction<GuardSettings, GuardEvents, DatabaseCalls> calls) {
    this.id = id;
    this.limits = limits;
    this.admission = admission;
    this.calls = calls;
  }

  @Override
  public String id() {
    return id;
  }

  /** How long this variant waits for its database. */
  public TimeLimits timeLimits(GuardSettings settings) {
    return limits.apply(settings);
  }

  /** Whom this variant lets in. */
  public Admission admission(GuardSettings settings, GuardEvents events) {
    return admission.apply(settings, events);
  }

  /** When this variant asks its database. */
  public DatabaseCalls databaseCalls(GuardSettings settings, GuardEvents events) {
    return calls.apply(settings, events);
  }
}
