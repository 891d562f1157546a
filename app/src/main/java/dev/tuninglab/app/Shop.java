package dev.tuninglab.app;

import dev.tuninglab.app.http.Routes;
import dev.tuninglab.app.knobs.pool.Connections;
import dev.tuninglab.app.tuning.Tuning;

/**
 * Everything that depends on the knobs, built as one and never changed: other settings make another
 * shop.
 */
record Shop(Tuning tuning, Connections connections, Routes routes) implements AutoCloseable {
  @Override
  public void close() {
    connections.close();
  }
}
