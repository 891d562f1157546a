package dev.tuninglab.app.knobs.log;

import dev.tuninglab.app.tuning.Knob;
import dev.tuninglab.app.tuning.Values;
import dev.tuninglab.app.tuning.Variant;
import java.io.UncheckedIOException;
import java.util.function.BiFunction;

/** The variants of the knob {@code log}. */
public enum Log implements Variant {
  SYNC("sync", SyncRequestLog::new),
  ASYNC("async", AsyncRequestLog::new),
  OFF("off", NoRequestLog::new);

  /** Off, since all variants of a comparison share a disk: none but this one is about writing. */
  public static final Knob<Log> KNOB =
      new Knob<>(
          "log",
          Values.of(Log.class),
          OFF.id,
          "order",
          "two lines a request: written under a lock, handed to another thread, or not at all");

  private final String id;
  private final BiFunction<LogSettings, LogEvents, RequestLog> maker;

  Log(String id, BiFunction<LogSettings, LogEvents, RequestLog> maker) {
    this.id = id;
    this.maker = maker;
  }

  @Override
  public String id() {
    return id;
  }

  /**
   * @throws UncheckedIOException when the file cannot be written
   */
  public RequestLog make(LogSettings settings, LogEvents events) {
    return maker.apply(settings, events);
  }
}
