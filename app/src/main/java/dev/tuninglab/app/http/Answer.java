package dev.tuninglab.app.http;

import java.util.Map;

/**
 * What a client is sent.
 *
 * @param status the HTTP status
 * @param contentType of the body; not sent with a 304
 * @param headers further response headers
 * @param body the whole body: it goes out in one write, with its length
 */
public record Answer(int status, String contentType, Map<String, String> headers, byte[] body) {
  public static Answer json(int status, byte[] body) {
    return new Answer(status, "application/json", Map.of(), body);
  }
}
