package dev.tuninglab.app.knobs.http;

import java.util.List;
import org.eclipse.jetty.server.Request;

/**
 * Offers HTTP/2 (RFC 9113): many requests at once on one connection. Clients that do not speak it,
 * or come without TLS, have connections that are kept.
 */
final class MultiplexedConnectionUse extends EndingConnectionUse {
  private final long since = System.currentTimeMillis();

  MultiplexedConnectionUse(HttpSettings settings) {
    super(settings);
  }

  @Override
  public List<String> protocols() {
    return List.of(HTTP_2, HTTP_1_1);
  }

  /** A client whose connection is from before a live switch may find HTTP/2 on its next one. */
  @Override
  boolean endsWith(Request request) {
    return request.isSecure()
        && isHttp1(request)
        && request.getConnectionMetaData().getConnection().getCreatedTimeStamp() < since;
  }
}
