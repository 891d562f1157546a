package dev.tuninglab.lab.network;

/** The end of a thread that has been told to end. */
public final class Ending {
  private Ending() {}

  /** Waits for it, however often this thread is interrupted meanwhile, and keeps that in mind. */
  public static void await(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
