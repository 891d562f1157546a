package dev.tuninglab.app.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/** A request as endpoints see it: parameters that are checked as they are read. */
public final class Incoming {
  /** 100 lines of an order are below 6 KB. */
  public static final int MOST_BODY_BYTES = 64 * 1024;

  private static final Pattern DIGITS = Pattern.compile("0|[1-9][0-9]{0,17}");

  private static final Pattern INSTANT =
      Pattern.compile("(19[7-9]|[2-9][0-9]{2})[0-9]-[0-9]{2}-[0-9]{2}T[0-9:]{8}([.][0-9]{1,6})?Z");

  private static final Pattern JSON_TYPE =
      Pattern.compile("application/json\\s*(;.*)?", Pattern.CASE_INSENSITIVE);

  private static final Pattern LOCAL_ORIGIN =
      Pattern.compile("https?://(?:localhost|127\\.0\\.0\\.1|\\[::1]):([0-9]+)");

  private final Request request;
  private final Map<String, String> path;
  private final Fields query;

  Incoming(Request request, Map<String, String> path) {
    this.request = request;
    this.path = path;
    this.query =
        request.getHttpURI().getQuery() == null
            ? Fields.EMPTY
            : Request.extractQueryParameters(request);
  }

  /** A key in the path: 1 or more. */
  public long id(String name) {
    return number(name, path.get(name), 1, 999_999_999_999_999_999L);
  }

  /** A whole number in the query, {@code preset} when it is absent. */
  public int number(String name, int min, int max, int preset) {
    String text = query.getValue(name);
    return text == null ? preset : (int) number(name, text, min, max);
  }

  /** Text in the query, {@code preset} when it is absent. */
  public String text(String name, String preset) {
    String text = query.getValue(name);
    return text == null ? preset : text;
  }

  /** An instant in the query, in UTC and of the years 1970 to 9999; {@code preset} when absent. */
  public Instant instant(String name, Instant preset) {
    String text = query.getValue(name);
    if (text == null) {
      return preset;
    }
    try {
      if (INSTANT.matcher(text).matches()) {
        return Instant.parse(text);
      }
    } catch (DateTimeParseException e) {
      // The form is right, but there is no such day or hour.
    }
    throw new ProblemException(
        Problem.badParameter(
            name, "an instant such as 2026-01-31T00:00:00Z, from 1970 to 9999", text));
  }

  /**
   * Some of an enum's constants, named in the query by their names in lower case, separated by
   * commas; none when the parameter is absent or empty.
   */
  public <T extends Enum<T>> Set<T> choices(String name, Class<T> type) {
    Map<String, T> allowed = new LinkedHashMap<>();
    for (T constant : type.getEnumConstants()) {
      allowed.put(constant.name().toLowerCase(Locale.ROOT), constant);
    }
    Set<T> chosen = EnumSet.noneOf(type);
    String text = query.getValue(name);
    if (text == null || text.isEmpty()) {
      return chosen;
    }
    for (String word : text.split(",", -1)) {
      T constant = allowed.get(word);
      if (constant == null) {
        throw new ProblemException(
            Problem.badParameter(
                name, "a comma-separated list of " + String.join(", ", allowed.keySet()), text));
      }
      chosen.add(constant);
    }
    return chosen;
  }

  private static long number(String name, String text, long min, long max) {
    if (DIGITS.matcher(text).matches()) {
      long number = Long.parseLong(text);
      if (number >= min && number <= max) {
        return number;
      }
    }
    throw new ProblemException(
        Problem.badParameter(name, "a whole number from " + min + " to " + max, text));
  }

  /** A header's value; empty when it is absent. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeaders().get(name));
  }

  /** Every line of a header, in their order; none when it is absent. */
  public List<String> headers(String name) {
    return request.getHeaders().getFields(name).stream().map(HttpField::getValue).toList();
  }

  /** Whether the client is on this machine. */
  public boolean isFromLoopback() {
    return isFromLoopback(request);
  }

  /** Whether the client of a request is on this machine. */
  public static boolean isFromLoopback(Request request) {
    return request.getConnectionMetaData().getRemoteSocketAddress()
            instanceof InetSocketAddress from
        && from.getAddress().isLoopbackAddress();
  }

  /**
   * Whether a browser sends this for a page that is not ours (RFC 6454). Our own name is never read
   * from the request: a page whose name was made to point at this machine would sign with that.
   */
  public boolean isFromAnotherSite() {
    return !request.getHeaders().getValuesList(HttpHeader.ORIGIN).stream().allMatch(this::isOurs);
  }

  private boolean isOurs(String origin) {
    Matcher parts = LOCAL_ORIGIN.matcher(origin);
    return parts.matches()
        && request.getConnectionMetaData().getLocalSocketAddress() instanceof InetSocketAddress at
        && parts.group(1).equals(Integer.toString(at.getPort()));
  }

  /**
   * The whole body.
   *
   * @throws ProblemException 415 when it does not claim to be JSON, 413 when it is too large
   */
  public byte[] jsonBody() throws IOException {
    String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    if (type == null || !JSON_TYPE.matcher(type).matches()) {
      throw new ProblemException(
          Problem.of(
              HttpStatus.UNSUPPORTED_MEDIA_TYPE_415,
              "Content-Type must be application/json, but was "
                  + (type == null ? "missing" : "'" + type + "'")));
    }
    try (InputStream body = Request.asInputStream(request)) {
      byte[] bytes = body.readNBytes(MOST_BODY_BYTES + 1);
      if (bytes.length > MOST_BODY_BYTES) {
        throw new ProblemException(
            Problem.of(
                HttpStatus.PAYLOAD_TOO_LARGE_413,
                "the body must be at most " + MOST_BODY_BYTES + " bytes, but was longer"));
      }
      return bytes;
    }
  }
}
