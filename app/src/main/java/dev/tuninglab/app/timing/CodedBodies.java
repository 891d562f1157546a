package dev.tuninglab.app.timing;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Times how bodies are coded; to stand just inside of whoever codes them. */
public final class CodedBodies extends Handler.Wrapper {
  public CodedBodies(Handler next) {
    super(next);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    return super.handle(request, Phases.current().beforeCoding(request, response), callback);
  }
}
