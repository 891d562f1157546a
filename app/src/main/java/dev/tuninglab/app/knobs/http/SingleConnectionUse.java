package dev.tuninglab.app.knobs.http;

import java.util.List;
import org.eclipse.jetty.server.Request;

/** Closes every connection after one answer: a handshake for each request. */
final class SingleConnectionUse extends EndingConnectionUse {
  SingleConnectionUse(HttpSettings settings) {
    super(settings);
  }

  @Override
  public List<String> protocols() {
    return List.of(HTTP_1_1);
  }

  @Override
  boolean endsWith(Request request) {
    return isHttp1(request);
  }
}
