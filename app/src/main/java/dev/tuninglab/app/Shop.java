package dev.tuninglab.app;

import dev.tuninglab.app.http.ConnectionTerms;
import dev.tuninglab.app.tuning.Tuning;
import org.eclipse.jetty.server.Handler;

/**
 * Everything that depends on the knobs, built as one and never changed: other settings make another
 * shop.
 *
 * @param terms what new connections are offered
 * @param handler answers every request
 * @param parts what is closed with it
 */
record Shop(Tuning tuning, ConnectionTerms terms, Handler handler, Parts parts)
    implements AutoCloseable {
  @Override
  public void close() {
    parts.close();
  }
}
