package dev.tuninglab.lab.fault;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Mends on the way out, where there is nobody left to tell of what does not succeed. */
final class Undo {
  private static final Logger LOG = LoggerFactory.getLogger(Undo.class);

  interface Step {
    void run() throws Exception;
  }

  private Undo() {}

  static void quietly(String what, Step step) {
    try {
      step.run();
    } catch (Exception e) {
      LOG.warn("mending {}", what, e);
    }
  }
}
