package dev.tuninglab.app.knobs.http;

import dev.tuninglab.app.tuning.Knob;
import dev.tuninglab.app.tuning.Tuning;
import dev.tuninglab.app.tuning.Values;
import java.time.Duration;

/**
 * How long an unused connection is kept.
 *
 * @param idleTimeout 1 second to 60 minutes
 */
public record HttpSettings(Duration idleTimeout) {
  /** Longer than the 60 seconds after which load balancers commonly close: they should be first. */
  public static final Knob<Duration> IDLE_TIMEOUT =
      new Knob<>(
          "http.idle-timeout",
          new Values.Span("1s", "60m"),
          "75s",
          "order-tls",
          "shorter than the client's own, a request now and then meets a closed door");

  /**
   * @throws dev.tuninglab.app.tuning.InvalidSetting when the value is out of its range
   */
  public HttpSettings {
    IDLE_TIMEOUT.parse(idleTimeout.toMillis() + "ms");
  }

  public static HttpSettings of(Tuning tuning) {
    return new HttpSettings(tuning.get(IDLE_TIMEOUT));
  }
}
