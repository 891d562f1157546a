package dev.tuninglab.app.knobs.http;

import java.util.List;
import org.eclipse.jetty.server.Request;

/**
 * Keeps connections for further requests, one at a time: HTTP/1.1 as it is meant (RFC 9112, 9.3).
 */
final class RepeatedConnectionUse extends EndingConnectionUse {
  RepeatedConnectionUse(HttpSettings settings) {
    super(settings);
  }

  @Override
  public List<String> protocols() {
    return List.of(HTTP_1_1);
  }

  @Override
  boolean endsWith(Request request) {
    return false;
  }
}
