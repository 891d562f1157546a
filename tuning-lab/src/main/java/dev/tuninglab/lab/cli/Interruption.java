package dev.tuninglab.lab.cli;

import java.time.Duration;

/**
 * Ctrl-C and SIGTERM: the main thread is interrupted and unwinds, and with it everything that it
 * has opened closes; only then may the JVM go.
 */
final class Interruption {
  /** Subjects, generator and database each may take a few seconds to stop. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private volatile boolean requested;

  private Interruption() {}

  static Interruption install(Thread main) {
    Interruption interruption = new Interruption();
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> interruption.unwind(main), "interruption"));
    return interruption;
  }

  private void unwind(Thread main) {
    requested = true;
    main.interrupt();
    try {
      main.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the JVM is going down already, so that nobody may call exit. */
  boolean requested() {
    return requested;
  }
}
