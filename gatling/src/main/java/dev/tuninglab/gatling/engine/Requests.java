package dev.tuninglab.gatling.engine;

import static io.gatling.javaapi.core.CoreDsl.ByteArrayBody;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import dev.tuninglab.gatling.workload.RequestSpec;
import dev.tuninglab.gatling.workload.Secrets;
import io.gatling.http.client.Request;
import io.gatling.http.response.Response;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a {@link Flight} in the session becomes a request of Gatling, with our clock in its hooks.
 */
final class Requests {
  /** The session attribute that holds the flight. */
  static final String FLIGHT = "flight";

  static {
    BodiesAsSent.install();
  }

  private Requests() {}

  /** The protocol of all simulations: one request is one exchange, nothing is followed or kept. */
  static HttpProtocolBuilder protocol() {
    // Over TLS both protocols are offered, so the subject chooses; in plaintext it is HTTP/1.1.
    return http.enableHttp2()
        .shareConnections()
        .disableWarmUp()
        .disableFollowRedirect()
        .disableCaching()
        .disableAutoReferer()
        .disableAutoOrigin();
  }

  static HttpRequestActionBuilder of(RequestSpec spec) {
    AnswerChecks checks = new AnswerChecks(spec);
    HttpRequestActionBuilder request =
        http((Session session) -> flight(session).label)
            .httpRequest(spec.method(), session -> flight(session).url)
            .disableUrlEncoding()
            .check(status().validate("expected", Requests::expected))
            .sign(Requests::written)
            .transformResponse((response, session) -> answered(response, session, checks));
    return spec.body().isEmpty()
        ? request
        : request.body(ByteArrayBody(s -> flight(s).item.body().getBytes(StandardCharsets.UTF_8)));
  }

  /** What goes out with every request of this kind: the headers that have no variables. */
  static SortedMap<String, String> headers(RequestSpec spec) {
    SortedMap<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("accept-encoding", "identity");
    spec.headerTemplates()
        .forEach(
            (name, template) -> {
              if (template.variables().isEmpty()) {
                headers.put(name, template.fill(Secrets::value));
              }
            });
    return headers;
  }

  static Flight flight(Session session) {
    return session.get(FLIGHT);
  }

  private static Integer expected(Integer status, Session session) {
    Flight flight = flight(session);
    if (!flight.spec.expects(status)) {
      throw new Unexpected("status " + status);
    }
    if (flight.failedCheck != null) {
      throw new Unexpected("answer, " + flight.failedCheck);
    }
    return status;
  }

  private static Request written(Request request, Session session) {
    Flight flight = flight(session);
    flight.headers.forEach(request.getHeaders()::set);
    if (flight.spec.revalidate()) {
      String tag = flight.tags.of(flight.url);
      if (tag != null) {
        request.getHeaders().set(HttpHeaderNames.IF_NONE_MATCH, tag);
      }
    }
    flight.written(System.nanoTime());
    return request;
  }

  private static Response answered(Response response, Session session, AnswerChecks checks) {
    Flight flight = flight(session);
    flight.answered(
        System.nanoTime(),
        response.status().code(),
        response.isHttp2() ? "h2" : "http/1.1",
        BodiesAsSent.coding(response.headers()),
        response.body().length());
    if (flight.spec.ledger() != null) {
      flight.foundAt = response.headers().get(flight.spec.ledger().foundAt());
    }
    if (flight.readPhases) {
      flight.phases = ServerTiming.phases(response.headers().getAll(ServerTiming.HEADER));
    }
    if (flight.spec.revalidate() && flight.status == HttpResponseStatus.OK.code()) {
      flight.tags.keep(flight.url, response.headers().get(HttpHeaderNames.ETAG));
    }
    if (!checks.isNone() && isWholeSuccess(flight) && flight.looks.take(flight.ended)) {
      flight.failedCheck = checks.failure(response.body().bytes(), flight.coding);
    }
    return response;
  }

  private static boolean isWholeSuccess(Flight flight) {
    return flight.spec.expects(flight.status)
        && flight.status != HttpResponseStatus.NOT_MODIFIED.code();
  }

  /** Tells Gatling's own statistics of a failure; without the cost of a stack trace. */
  private static final class Unexpected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unexpected(String what) {
      super("unexpected " + what, null, false, false);
    }
  }
}
