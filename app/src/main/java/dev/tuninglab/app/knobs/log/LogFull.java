package dev.tuninglab.app.knobs.log;

import dev.tuninglab.app.tuning.Knob;
import dev.tuninglab.app.tuning.Values;
import dev.tuninglab.app.tuning.Variant;
import java.util.function.BiFunction;
import org.apache.logging.log4j.core.jmx.RingBufferAdmin;

/** What happens to a line when the ring is full: the variants of the knob {@code log.full}. */
public enum LogFull implements Variant {
  WAIT("wait", Admission.Always::new),
  DROP("drop", Admission.WhileThereIsRoom::new);

  /** A log that loses lines unasked is found out on the day on which they are needed. */
  public static final Knob<LogFull> KNOB =
      new Knob<>(
          "log.full",
          Values.of(LogFull.class),
          WAIT.id,
          "order",
          "nothing, until the disk stalls: then requests wait, or lines are lost and counted");

  private final String id;
  private final BiFunction<RingBufferAdmin, LogEvents, Admission> maker;

  LogFull(String id, BiFunction<RingBufferAdmin, LogEvents, Admission> maker) {
    this.id = id;
    this.maker = maker;
  }

  @Override
  public String id() {
    return id;
  }

  Admission admission(RingBufferAdmin ring, LogEvents events) {
    return maker.apply(ring, events);
  }
}
