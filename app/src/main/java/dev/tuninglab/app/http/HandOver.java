package dev.tuninglab.app.http;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Hands each request to a thread of an executor, where the next handler may block. Jetty is told
 * that this one does not, so it spends no second thread on it.
 */
public final class HandOver extends Handler.Wrapper {
  private final Executor threads;
  private final RequestMetrics metrics;

  public HandOver(Executor threads, Handler next, RequestMetrics metrics) {
    super(next);
    this.threads = threads;
    this.metrics = metrics;
  }

  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    long handedOver = System.nanoTime();
    try {
      threads.execute(
          () -> {
            metrics.waitedForThread(System.nanoTime() - handedOver);
            run(request, response, callback);
          });
    } catch (RejectedExecutionException e) {
      Response.writeError(request, response, callback, HttpStatus.SERVICE_UNAVAILABLE_503);
    }
    return true;
  }

  /** Nobody above would see what is thrown here, and the client would wait for ever. */
  private void run(Request request, Response response, Callback callback) {
    try {
      if (!getHandler().handle(request, response, callback)) {
        Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
      }
    } catch (Throwable e) {
      Response.writeError(request, response, callback, e);
    }
  }
}
