package dev.tuninglab.app.http;

import dev.tuninglab.app.http.Routes.Route;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** Finds a request's endpoint, sends its answer, and counts both. */
public final class Router extends Handler.Abstract {
  private static final String UNKNOWN_ROUTE = "unknown";

  private final Routes routes;
  private final JsonWriter json;
  private final RequestMetrics metrics;

  public Router(Routes routes, JsonWriter json, RequestMetrics metrics) {
    this.routes = routes;
    this.json = json;
    this.metrics = metrics;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    long start = System.nanoTime();
    String path = Request.getPathInContext(request);
    Optional<Route> route = routes.at(path);
    Answer answer = answer(request, path, route);
    send(answer, response, callback);
    metrics.answered(
        route.map(Route::template).orElse(UNKNOWN_ROUTE),
        answer.status(),
        System.nanoTime() - start);
    return true;
  }

  private Answer answer(Request request, String path, Optional<Route> route) {
    try {
      Route found =
          route.orElseThrow(() -> new ProblemException(Problem.notFound("resource at " + path)));
      Endpoint endpoint =
          found
              .endpoint(request.getMethod())
              .orElseThrow(() -> methodNotAllowed(found, request.getMethod()));
      return endpoint.answer(new Incoming(request, found.path().getPathParams(path)));
    } catch (Exception e) {
      return answer(Failures.problem(e, request));
    }
  }

  private Answer answer(Problem problem) {
    return new Answer(
        problem.status(), Problem.CONTENT_TYPE, problem.headers(), json.write(problem.body()));
  }

  private static ProblemException methodNotAllowed(Route route, String method) {
    return new ProblemException(
        new Problem(
            HttpStatus.METHOD_NOT_ALLOWED_405,
            "the method must be one of " + route.allow() + ", but was '" + method + "'",
            Map.of(),
            Map.of("Allow", route.allow())));
  }

  private static void send(Answer answer, Response response, Callback callback) {
    response.setStatus(answer.status());
    HttpFields.Mutable headers = response.getHeaders();
    answer.headers().forEach(headers::put);
    if (answer.status() == HttpStatus.NOT_MODIFIED_304) {
      // Not as the last write: Jetty would add a length of 0, where that of the 200 belongs.
      response.write(false, BufferUtil.EMPTY_BUFFER, callback);
      return;
    }
    headers.put(HttpHeader.CONTENT_TYPE, answer.contentType());
    headers.put(HttpHeader.CONTENT_LENGTH, answer.body().length);
    response.write(true, ByteBuffer.wrap(answer.body()), callback);
  }
}
