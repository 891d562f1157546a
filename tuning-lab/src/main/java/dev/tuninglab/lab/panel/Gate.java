package dev.tuninglab.lab.panel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Lets in what the panel's own page asks for, and nothing that another page makes a browser ask:
 * neither across sites, nor under a name that was made to point at this machine.
 */
final class Gate extends Handler.Wrapper {
  /** Of a POST, with the token of this start. */
  static final String TOKEN = "X-Lab-Token";

  private static final Set<String> READING = Set.of("GET", "HEAD");
  private static final Pattern JSON =
      Pattern.compile("application/json\\s*(;.*)?", Pattern.CASE_INSENSITIVE);
  private static final int HTTP = 80;

  private final byte[] token;
  private final IntSupplier port;

  Gate(String token, IntSupplier port, Handler next) {
    super(next);
    this.token = token.getBytes(StandardCharsets.UTF_8);
    this.port = port;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Headers.put(response.getHeaders());
    Problem problem = problem(request);
    if (problem == null) {
      return super.handle(request, response, callback);
    }
    Answer.problem(problem).send(response, callback);
    return true;
  }

  /** Null if it may pass. */
  private Problem problem(Request request) {
    List<String> hosts = values(request, "Host");
    if (hosts.size() != 1 || !ours().contains(hosts.get(0))) {
      return new Problem(
          HttpStatus.MISDIRECTED_REQUEST_421,
          "Host must be one of " + String.join(", ", ours()) + ", but was " + told(hosts));
    }
    boolean reading = READING.contains(request.getMethod());
    List<String> sites = values(request, "Sec-Fetch-Site");
    // A person who types the address comes from nowhere.
    boolean own =
        sites.stream().allMatch(s -> s.equals("same-origin") || reading && s.equals("none"));
    if (!own && (!reading || Request.getPathInContext(request).startsWith("/api/"))) {
      return refused("Sec-Fetch-Site must be same-origin, but was " + told(sites));
    }
    return reading ? null : ofChange(request, "http://" + hosts.get(0));
  }

  private Problem ofChange(Request request, String origin) {
    List<String> origins = values(request, "Origin");
    if (!origins.stream().allMatch(origin::equals)) {
      return refused("Origin must be " + origin + ", but was " + told(origins));
    }
    List<String> tokens = values(request, TOKEN);
    if (tokens.size() != 1
        || !MessageDigest.isEqual(token, tokens.get(0).getBytes(StandardCharsets.UTF_8))) {
      return refused(
          TOKEN
              + " must be the token of the address that ./lab serve printed, but "
              + (tokens.isEmpty() ? "was missing" : "is another"));
    }
    List<String> types = values(request, HttpHeader.CONTENT_TYPE.asString());
    if (types.size() != 1 || !JSON.matcher(types.get(0)).matches()) {
      return refused("Content-Type must be application/json, but was " + told(types));
    }
    return null;
  }

  private List<String> ours() {
    int at = port.getAsInt();
    String end = at == HTTP ? "" : ":" + at;
    return List.of("127.0.0.1" + end, "localhost" + end, "[::1]" + end);
  }

  private static List<String> values(Request request, String header) {
    return request.getHeaders().getFields(header).stream().map(f -> f.getValue()).toList();
  }

  private static Problem refused(String detail) {
    return new Problem(HttpStatus.FORBIDDEN_403, detail);
  }

  private static String told(List<String> values) {
    return values.isEmpty() ? "missing" : "'" + String.join("', '", values) + "'";
  }
}
