package dev.tuninglab.lab.cli;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Ctrl-C and SIGTERM: the main thread is interrupted and unwinds, and with it everything that it
 * has opened closes; only then may the JVM go.
 */
final class Interruption {
  /** Subjects, generator and database each may take a few seconds to stop. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private enum State {
    RUNNING,
    FINISHED,
    INTERRUPTED
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);

  private Interruption() {}

  static Interruption install(Thread main) {
    Interruption interruption = new Interruption();
    Thread hook = new Thread(() -> interruption.unwind(main), "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
    return interruption;
  }

  private void unwind(Thread main) {
    if (!state.compareAndSet(State.RUNNING, State.INTERRUPTED)) {
      return;
    }
    main.interrupt();
    try {
      main.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the JVM with this code, unless it is going down already: then nobody may call exit. */
  void exit(int code) {
    if (state.compareAndSet(State.RUNNING, State.FINISHED)) {
      System.exit(code);
    }
  }
}
