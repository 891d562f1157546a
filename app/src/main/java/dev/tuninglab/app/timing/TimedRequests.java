package dev.tuninglab.app.timing;

import dev.tuninglab.app.http.Incoming;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Tells whoever asks, from this machine, where the time of the request went, in its response's
 * {@code Server-Timing} header. To stand where the request's thread begins. Strangers are not told:
 * how long things take says much about what is behind them.
 */
public final class TimedRequests extends Handler.Wrapper {
  static final ThreadLocal<Phases> BOUND = ThreadLocal.withInitial(() -> Untimed.INSTANCE);

  public TimedRequests(Handler next) {
    super(next);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (!Preference.isIn(request.getHeaders()) || !Incoming.isFromLoopback(request)) {
      return super.handle(request, response, callback);
    }
    RecordedPhases phases = new RecordedPhases(System::nanoTime, request.getHeadersNanoTime());
    request.addHttpStreamWrapper(stream -> new TellingStream(stream, phases));
    BOUND.set(phases);
    try {
      return super.handle(request, response, callback);
    } finally {
      BOUND.remove();
    }
  }

  /** Adds the headers when everything else about them is decided, whoever sends the response. */
  private static final class TellingStream extends HttpStream.Wrapper {
    private static final HttpField VARY = new HttpField(HttpHeader.VARY, Preference.ASK);

    private final RecordedPhases phases;

    TellingStream(HttpStream stream, RecordedPhases phases) {
      super(stream);
      this.phases = phases;
    }

    @Override
    public void prepareResponse(HttpFields.Mutable headers) {
      super.prepareResponse(headers);
      headers.put(Preference.APPLIED, Preference.NAME);
      headers.ensureField(VARY);
      headers.put("Server-Timing", phases.told(headers.contains(HttpHeader.CONTENT_ENCODING)));
    }
  }
}
