package dev.tuninglab.app.knobs.burn;

import dev.tuninglab.app.tuning.Knob;
import dev.tuninglab.app.tuning.Tuning;
import dev.tuninglab.app.tuning.Values;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How long a request keeps a processor busy for nothing.
 *
 * @param length 50 microseconds to 50 milliseconds; empty for not at all
 */
public record BurnSettings(Optional<Duration> length) {
  public static final Knob<Optional<Duration>> KNOB =
      new Knob<>(
          "burn",
          new Values.WordOr<>("off", new Values.Span("50us", "50ms")),
          "off",
          "order",
          "latency that grows by this, and throughput that falls: it costs a processor as well");

  /**
   * @throws dev.tuninglab.app.tuning.InvalidSetting when the length is out of its range
   */
  public BurnSettings {
    length.ifPresent(time -> KNOB.parse(TimeUnit.NANOSECONDS.toMicros(time.toNanos()) + "us"));
  }

  public static BurnSettings of(Tuning tuning) {
    return new BurnSettings(tuning.get(KNOB));
  }

  /** What burns so. */
  public RequestBurn make() {
    return length.<RequestBurn>map(FixedRequestBurn::new).orElseGet(NoRequestBurn::new);
  }
}
