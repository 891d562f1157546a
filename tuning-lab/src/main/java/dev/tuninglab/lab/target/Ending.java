package dev.tuninglab.lab.target;

import dev.tuninglab.lab.experiment.BadInput;
import dev.tuninglab.lab.experiment.Units;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * How a subject is told to end.
 *
 * @param command that ends it; empty for none
 * @param signal that ends it
 * @param patience it may finish what is in flight; one that takes longer is killed
 */
record Ending(List<String> command, String signal, Duration patience) {
  private static final String USUAL_SIGNAL = "TERM";
  private static final List<String> SIGNALS =
      List.of("TERM", "INT", "QUIT", "HUP", "USR1", "USR2", "KILL");
  private static final Duration USUAL_PATIENCE = Duration.ofSeconds(15);

  /**
   * @throws BadInput if there is no such signal, or a command and a signal
   */
  static Ending of(TargetFile.Stop stop) {
    if (stop == null) {
      return new Ending(List.of(), USUAL_SIGNAL, USUAL_PATIENCE);
    }
    List<String> command = stop.command() == null ? List.of() : List.copyOf(stop.command());
    if (stop.signal() != null && !SIGNALS.contains(stop.signal())) {
      throw new BadInput(
          "stop.signal must be one of "
              + String.join(", ", SIGNALS)
              + ", but was '"
              + stop.signal()
              + "'");
    }
    if (stop.signal() != null && !command.isEmpty()) {
      throw new BadInput("stop takes one of command and signal, but has both");
    }
    return new Ending(
        command,
        stop.signal() == null ? USUAL_SIGNAL : stop.signal(),
        stop.patience() == null
            ? USUAL_PATIENCE
            : Units.duration("stop.patience", stop.patience()));
  }

  /** With the placeholders of its command filled in. */
  Ending filled(UnaryOperator<String> fill) {
    return new Ending(command.stream().map(fill).toList(), signal, patience);
  }

  /**
   * Ends it, within its patience if that can be.
   *
   * @param log where a command's words go
   * @param dir in which a command runs; null for the lab's own
   */
  void end(Process process, Path log, Path dir) {
    List<ProcessHandle> family = process.descendants().toList();
    try {
      tell(process, log, dir);
      if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // What cannot be told to end is killed at once.
    }
    process.destroyForcibly();
    family.forEach(ProcessHandle::destroyForcibly);
  }

  private void tell(Process process, Path log, Path dir) throws IOException, InterruptedException {
    if (command.isEmpty() && signal.equals(USUAL_SIGNAL)) {
      process.destroy();
      return;
    }
    List<String> words =
        command.isEmpty() ? List.of("kill", "-s", signal, "" + process.pid()) : command;
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put("LAB_SUBJECT_PID", "" + process.pid());
    if (dir != null) {
      builder.directory(dir.toFile());
    }
    Process teller = builder.start();
    teller.getOutputStream().close();
    if (!teller.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      teller.destroyForcibly();
    }
  }
}
