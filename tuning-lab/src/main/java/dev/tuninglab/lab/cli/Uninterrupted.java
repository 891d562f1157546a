package dev.tuninglab.lab.cli;

/** A thread that is interrupted cannot write: the file would be closed under it. */
final class Uninterrupted {
  private Uninterrupted() {}

  /** The thread is as interrupted afterwards as it was before. */
  static void write(Runnable writing) {
    boolean interrupted = Thread.interrupted();
    try {
      writing.run();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
