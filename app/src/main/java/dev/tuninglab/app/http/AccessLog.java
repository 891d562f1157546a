package dev.tuninglab.app.http;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Tells of each request once it is answered: just before it is counted as ended. */
public final class AccessLog extends Handler.Wrapper {
  private final Line line;

  public AccessLog(Line line, Handler next) {
    super(next);
    this.line = line;
  }

  /** What there is to tell. */
  public interface Line {
    /**
     * @param path as the client sent it, still encoded, without the query
     * @param bytes of the body that was sent
     * @param micros from the request's headers being read, in microseconds
     */
    void answered(String method, String path, int status, long bytes, long micros);
  }

  /** Failures are answered here, as whoever answers them above would pass the log by. */
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Callback telling = new Telling(request, response, callback);
    try {
      if (!getHandler().handle(request, response, telling)) {
        Response.writeError(request, response, telling, HttpStatus.NOT_FOUND_404);
      }
    } catch (Throwable e) {
      Response.writeError(request, response, telling, e);
    }
    return true;
  }

  private final class Telling extends Callback.Nested {
    private final Request request;
    private final Response response;
    private final AtomicBoolean told = new AtomicBoolean();

    Telling(Request request, Response response, Callback callback) {
      super(callback);
      this.request = request;
      this.response = response;
    }

    @Override
    public void succeeded() {
      tell(response.getStatus());
      super.succeeded();
    }

    /** What is not sent yet will be Jetty's own answer to a failure. */
    @Override
    public void failed(Throwable failure) {
      tell(response.isCommitted() ? response.getStatus() : HttpStatus.INTERNAL_SERVER_ERROR_500);
      super.failed(failure);
    }

    private void tell(int status) {
      if (told.compareAndSet(false, true)) {
        line.answered(
            request.getMethod(),
            request.getHttpURI().getPath(),
            status,
            Response.getContentBytesWritten(response),
            TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - request.getHeadersNanoTime()));
      }
    }
  }
}
