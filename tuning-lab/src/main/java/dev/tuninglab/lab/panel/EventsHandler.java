package dev.tuninglab.lab.panel;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** {@code GET /api/events}: holds the connection, and a thread, for as long as the page is open. */
final class EventsHandler extends Handler.Wrapper {
  private static final String PATH = "/api/events";

  private final Events events;

  EventsHandler(Events events, Handler next) {
    super(next);
    this.events = events;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (!Request.getPathInContext(request).equals(PATH) || !request.getMethod().equals("GET")) {
      return super.handle(request, response, callback);
    }
    EventStream stream;
    try {
      stream = events.open(new Wire(request, response));
    } catch (Problem.Found e) {
      Answer.problem(e.problem()).send(response, callback);
      return true;
    }
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    try {
      stream.run();
      response.write(true, null, callback);
    } catch (IOException e) {
      callback.failed(e); // the page is gone
    } catch (InterruptedException e) {
      callback.failed(e); // so is the panel
      Thread.currentThread().interrupt();
    } finally {
      events.forget(stream);
    }
    return true;
  }

  private record Wire(Response response, EndPoint connection) implements EventStream.Line {
    Wire(Request request, Response response) {
      this(response, request.getConnectionMetaData().getConnection().getEndPoint());
    }

    @Override
    public void send(ByteBuffer bytes) throws IOException {
      Content.Sink.write(response, false, bytes);
    }

    @Override
    public void cut() {
      connection.close();
    }
  }
}
