package dev.tuninglab.lab.panel;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.URIUtil;

/** A request that the gate let in, as endpoints see it. */
final class Incoming {
  private static final int MOST_BODY_BYTES = 64 * 1024;

  private final Request request;
  private final Map<String, String> inPath;

  Incoming(Request request, Map<String, String> inPath) {
    this.request = request;
    this.inPath = inPath;
  }

  /** Decoded. */
  String path() {
    return URIUtil.decodePath(Request.getPathInContext(request));
  }

  /** A variable of the path, decoded. */
  String path(String name) {
    return URIUtil.decodePath(inPath.get(name));
  }

  /** A parameter of the query; empty if it is absent. */
  String query(String name) {
    String text =
        request.getHttpURI().getQuery() == null
            ? null
            : Request.extractQueryParameters(request).getValue(name);
    return text == null ? "" : text;
  }

  /**
   * @throws Problem.Found if the body is too large, or not of that form
   */
  <T> T body(Class<T> type) throws IOException {
    try (InputStream in = Request.asInputStream(request)) {
      byte[] bytes = in.readNBytes(MOST_BODY_BYTES + 1);
      if (bytes.length > MOST_BODY_BYTES) {
        throw new Problem.Found(
            HttpStatus.PAYLOAD_TOO_LARGE_413,
            "the body must be at most " + MOST_BODY_BYTES + " bytes, but was longer");
      }
      return Json.read(bytes, type);
    }
  }
}
