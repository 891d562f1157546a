package dev.tuninglab.app.knobs.http;

import java.time.Duration;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Ends a connection with an answer where the variant says so. */
abstract class EndingConnectionUse implements ConnectionUse {
  static final String HTTP_1_1 = "http/1.1";
  static final String HTTP_2 = "h2";

  private final HttpSettings settings;

  EndingConnectionUse(HttpSettings settings) {
    this.settings = settings;
  }

  /**
   * Whether the connection that brought this request ends with its answer. Never one of HTTP/2: it
   * may carry other requests, and there are clients that give them all up when told of its end.
   */
  abstract boolean endsWith(Request request);

  @Override
  public Duration idleTimeout() {
    return settings.idleTimeout();
  }

  @Override
  public Handler around(Handler next) {
    return new Handler.Wrapper(next) {
      @Override
      public InvocationType getInvocationType() {
        return next.getInvocationType();
      }

      @Override
      public boolean handle(Request request, Response response, Callback callback)
          throws Exception {
        if (endsWith(request)) {
          response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
        }
        return next.handle(request, response, callback);
      }
    };
  }

  static boolean isHttp1(Request request) {
    return request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_2;
  }
}
