package dev.tuninglab.app.knobs.compress;

import org.eclipse.jetty.server.Handler;

/** Sends every body as it is. */
final class IdentityBodyCoding implements BodyCoding {
  IdentityBodyCoding(CompressSettings settings) {}

  @Override
  public Handler around(Handler next) {
    return next;
  }

  @Override
  public void close() {}
}
