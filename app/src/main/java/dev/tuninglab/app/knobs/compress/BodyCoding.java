package dev.tuninglab.app.knobs.compress;

import org.eclipse.jetty.server.Handler;

/** How the bodies of answers are coded on their way out (RFC 9110, 8.4). */
public interface BodyCoding extends AutoCloseable {
  /** Passes requests on to the next handler, and codes its answers. To be called once. */
  Handler around(Handler next);

  /** Gives back what coding needs; to be called once no request comes any more. */
  @Override
  void close();
}
