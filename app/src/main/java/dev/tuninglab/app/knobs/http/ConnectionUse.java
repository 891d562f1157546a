package dev.tuninglab.app.knobs.http;

import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.server.Handler;

/** For how many requests a client's connection is used. */
public interface ConnectionUse {
  /** What a new connection may speak over TLS (ALPN, RFC 7301), the preferred first. */
  List<String> protocols();

  /** How long nothing may happen on a connection before it is closed. */
  Duration idleTimeout();

  /**
   * A handler that passes requests on to this one. No request fails by it: a connection that is to
   * end is closed after its answer.
   */
  Handler around(Handler next);
}
