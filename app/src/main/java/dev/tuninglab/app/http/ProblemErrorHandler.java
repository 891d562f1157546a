package dev.tuninglab.app.http;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Problem details for what Jetty itself refuses: malformed requests, and any while it stops. */
final class ProblemErrorHandler implements Request.Handler {
  private final JsonWriter json;

  ProblemErrorHandler(JsonWriter json) {
    this.json = json;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    Problem.of(status, HttpStatus.getMessage(status)).send(json, response, callback);
    return true;
  }
}
