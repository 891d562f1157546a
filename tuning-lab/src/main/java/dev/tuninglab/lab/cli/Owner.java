package dev.tuninglab.lab.cli;

import dev.tuninglab.lab.experiment.ExitCode;
import java.util.Optional;

/** The process that has started this lab and that it is not to outlive, however that one ends. */
final class Owner {
  /** Names the process by its id; of a lab that nobody owns it is not set. */
  static final String PROPERTY = "lab.owner";

  private Owner() {}

  /** When the owner ends, so does this JVM, as by Ctrl-C. */
  static void watch() {
    Long pid = Long.getLong(PROPERTY);
    if (pid == null) {
      return;
    }
    Optional<ProcessHandle> owner = ProcessHandle.of(pid);
    if (owner.isEmpty()) {
      System.exit(ExitCode.INTERRUPTED);
    }
    owner.get().onExit().thenRun(() -> System.exit(ExitCode.INTERRUPTED));
  }
}
