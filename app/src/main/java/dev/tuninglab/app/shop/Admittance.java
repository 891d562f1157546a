package dev.tuninglab.app.shop;

import dev.tuninglab.app.http.JsonWriter;
import dev.tuninglab.app.knobs.guard.Admission;
import dev.tuninglab.app.knobs.guard.Refused;
import java.util.function.Predicate;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Lets a request in, or answers at once that it should come back later. */
public final class Admittance extends Handler.Wrapper {
  private final Admission admission;
  private final Predicate<String> always;
  private final JsonWriter json;

  /**
   * @param always paths that are let in without being asked or counted
   */
  public Admittance(
      Admission admission, Predicate<String> always, JsonWriter json, Handler inside) {
    super(inside);
    this.admission = admission;
    this.always = always;
    this.json = json;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (always.test(Request.getPathInContext(request))) {
      return super.handle(request, response, callback);
    }
    Admission.Permit permit;
    try {
      permit = admission.enter();
    } catch (Refused refused) {
      Refusals.problem(refused).send(json, response, callback);
      return true;
    }
    boolean handled = false;
    try {
      // Before the callback: with it, Jetty reads the next request from this connection.
      handled = super.handle(request, response, Callback.from(permit::leave, callback));
      return handled;
    } finally {
      if (!handled) {
        permit.leave();
      }
    }
  }
}
