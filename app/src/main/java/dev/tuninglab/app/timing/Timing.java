package dev.tuninglab.app.timing;

import dev.tuninglab.app.http.JsonCodec;
import dev.tuninglab.app.knobs.cache.ResponseCache;
import dev.tuninglab.app.knobs.json.OrderDocuments;
import dev.tuninglab.app.knobs.log.RequestLog;
import dev.tuninglab.app.knobs.pool.Connections;

/**
 * Puts a clock before what a shop is made of. What comes out does what went in, and takes its time
 * when the request on the calling thread asked for it; nothing inside knows of that.
 */
public final class Timing {
  private Timing() {}

  public static Connections of(Connections connections) {
    return new TimedConnections(connections);
  }

  public static OrderDocuments of(OrderDocuments documents) {
    return new TimedOrderDocuments(documents);
  }

  public static ResponseCache of(ResponseCache cache) {
    return new TimedResponseCache(cache);
  }

  public static JsonCodec of(JsonCodec json) {
    return new TimedJson(json);
  }

  /** Of what happens before the response; the line about the response itself comes too late. */
  public static RequestLog of(RequestLog log) {
    return new TimedRequestLog(log);
  }

  /** The knob {@code wait}. */
  public static Runnable ofWait(Runnable wait) {
    return () -> Phases.current().during(Phase.WAIT, wait::run);
  }

  /** The knob {@code burn}. */
  public static Runnable ofBurn(Runnable burn) {
    return () -> Phases.current().during(Phase.BURN, burn::run);
  }
}
