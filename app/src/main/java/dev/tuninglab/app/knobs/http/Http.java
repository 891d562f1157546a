package dev.tuninglab.app.knobs.http;

import dev.tuninglab.app.tuning.Knob;
import dev.tuninglab.app.tuning.Values;
import dev.tuninglab.app.tuning.Variant;
import java.util.function.Function;

/** The variants of the knob {@code http}. */
public enum Http implements Variant {
  CLOSE("close", SingleConnectionUse::new),
  KEEP_ALIVE("keep-alive", RepeatedConnectionUse::new),
  H2("h2", MultiplexedConnectionUse::new);

  public static final Knob<Http> KNOB =
      new Knob<>(
          "http",
          Values.of(Http.class),
          KEEP_ALIVE.id,
          "order-tls",
          "a handshake for every request, a connection kept, or one for many requests at once");

  private final String id;
  private final Function<HttpSettings, ConnectionUse> maker;

  Http(String id, Function<HttpSettings, ConnectionUse> maker) {
    this.id = id;
    this.maker = maker;
  }

  @Override
  public String id() {
    return id;
  }

  public ConnectionUse make(HttpSettings settings) {
    return maker.apply(settings);
  }
}
