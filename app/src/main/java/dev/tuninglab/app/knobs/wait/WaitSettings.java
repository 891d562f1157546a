package dev.tuninglab.app.knobs.wait;

import dev.tuninglab.app.tuning.Knob;
import dev.tuninglab.app.tuning.Tuning;
import dev.tuninglab.app.tuning.Values;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How long a request waits.
 *
 * @param length 50 microseconds to 50 milliseconds; empty for not at all
 */
public record WaitSettings(Optional<Duration> length) {
  public static final Knob<Optional<Duration>> KNOB =
      new Knob<>(
          "wait",
          new Values.WordOr<>("off", new Values.Span("50us", "50ms")),
          "off",
          "order",
          "latency that grows by exactly this: to find out what the lab can see");

  /**
   * @throws dev.tuninglab.app.tuning.InvalidSetting when the length is out of its range
   */
  public WaitSettings {
    length.ifPresent(time -> KNOB.parse(TimeUnit.NANOSECONDS.toMicros(time.toNanos()) + "us"));
  }

  public static WaitSettings of(Tuning tuning) {
    return new WaitSettings(tuning.get(KNOB));
  }

  /** What waits so. */
  public RequestWait make() {
    return length.<RequestWait>map(FixedRequestWait::new).orElseGet(NoRequestWait::new);
  }
}
