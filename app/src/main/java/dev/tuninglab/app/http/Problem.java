package dev.tuninglab.app.http;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * What a client is told when its request fails: RFC 9457 problem details.
 *
 * @param status the HTTP status, 400 to 599
 * @param detail one line for a person
 * @param members further members, for a program
 * @param headers response headers that belong to the status
 */
public record Problem(
    int status, String detail, Map<String, String> members, Map<String, String> headers) {

  static final String CONTENT_TYPE = "application/problem+json";

  public static Problem of(int status, String detail) {
    return new Problem(status, detail, Map.of(), Map.of());
  }

  public static Problem badRequest(String detail) {
    return of(HttpStatus.BAD_REQUEST_400, detail);
  }

  /** A path, query or header parameter that breaks its rule; {@code allowed} follows "must be". */
  public static Problem badParameter(String name, String allowed, String value) {
    String received = value == null ? "missing" : "'" + value + "'";
    Map<String, String> members = new LinkedHashMap<>();
    members.put("parameter", name);
    members.put("allowed", allowed);
    members.put("value", value);
    return new Problem(
        HttpStatus.BAD_REQUEST_400,
        name + " must be " + allowed + ", but was " + received,
        members,
        Map.of());
  }

  public static Problem notFound(String what) {
    return of(HttpStatus.NOT_FOUND_404, "there is no " + what);
  }

  public static Problem unprocessable(String detail) {
    return of(HttpStatus.UNPROCESSABLE_ENTITY_422, detail);
  }

  /** To come back in 1 to 5 seconds: all who are told the same would come back as a crowd. */
  public static Problem unavailable(String detail) {
    return unavailable(detail, ThreadLocalRandom.current().nextInt(1, 6));
  }

  public static Problem unavailable(String detail, int retryAfterSeconds) {
    return new Problem(
        HttpStatus.SERVICE_UNAVAILABLE_503,
        detail,
        Map.of(),
        Map.of("Retry-After", Integer.toString(retryAfterSeconds)));
  }

  /** Answers with it where no endpoint was reached. */
  public void send(JsonWriter json, Response response, Callback callback) {
    byte[] bytes = json.write(body());
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, CONTENT_TYPE);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
    headers.forEach(response.getHeaders()::put);
    response.write(true, ByteBuffer.wrap(bytes), callback);
  }

  Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "about:blank");
    body.put("title", HttpStatus.getMessage(status));
    body.put("status", status);
    body.put("detail", detail);
    body.putAll(members);
    return body;
  }
}
