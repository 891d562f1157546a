package dev.tuninglab.app;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** What a shop has to close at its end: the newest part first. Used by one thread at a time. */
final class Parts implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(Parts.class);

  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  /** Takes a part into care. */
  <T extends AutoCloseable> T add(T part) {
    open.push(part);
    return part;
  }

  /** Closes every part, those after one that does not close cleanly as well. */
  @Override
  public void close() {
    while (!open.isEmpty()) {
      AutoCloseable part = open.pop();
      try {
        part.close();
      } catch (Exception e) {
        LOG.error("{} did not close cleanly", part.getClass().getSimpleName(), e);
      }
    }
  }
}
