package dev.tuninglab.lab.panel;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * What a browser is sent.
 *
 * @param headers besides those that every answer has; one of the same name takes its place
 */
record Answer(int status, String contentType, Map<String, String> headers, Body body) {
  private static final Map<String, String> NOT_KEPT = Map.of("Cache-Control", "no-store");

  /** Where the bytes come from. */
  interface Body {
    InputStream open() throws IOException;
  }

  static Answer json(int status, Object value) {
    return new Answer(status, "application/json", NOT_KEPT, bytes(Json.bytes(value)));
  }

  /** RFC 9457. */
  static Answer problem(Problem problem) {
    return new Answer(
        problem.status(), "application/problem+json", NOT_KEPT, bytes(Json.bytes(problem)));
  }

  static Answer text(String contentType, String text) {
    return new Answer(
        200,
        contentType,
        Map.of("Cache-Control", "no-cache"),
        bytes(text.getBytes(StandardCharsets.UTF_8)));
  }

  static Answer file(String contentType, Path file) {
    return new Answer(200, contentType, NOT_KEPT, () -> Files.newInputStream(file));
  }

  Answer with(Map<String, String> others) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putAll(others);
    return new Answer(status, contentType, Map.copyOf(all), body);
  }

  /** Blocks until it is sent. */
  void send(Response response, Callback callback) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
    headers.forEach(response.getHeaders()::put);
    try (InputStream from = body.open();
        OutputStream to = Content.Sink.asOutputStream(response)) {
      from.transferTo(to);
    } catch (IOException e) {
      callback.failed(e);
      return;
    }
    callback.succeeded();
  }

  private static Body bytes(byte[] bytes) {
    return () -> new ByteArrayInputStream(bytes);
  }
}
