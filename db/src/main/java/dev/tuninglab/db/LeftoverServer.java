package dev.tuninglab.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A server that outlived the process which started it. Called only by the holder of the folder's
 * lock, so any server still running there has no owner.
 */
final class LeftoverServer {
  private static final int STOP_SECONDS = 60;

  private LeftoverServer() {}

  /** Stops the server of that data folder if one runs; clears a pid file that points elsewhere. */
  static void stop(Path data) throws DatabaseException {
    Path pidFile = data.resolve("postmaster.pid");
    Optional<ProcessHandle> process = process(pidFile);
    if (process.isEmpty()) {
      return;
    }
    switch (ownerOf(process.get(), data)) {
      case THIS_FOLDER -> interrupt(process.get(), data);
      case NO_POSTGRES -> delete(pidFile);
      case UNKNOWN ->
          throw new DatabaseException(
              "%s names process %d, which may be a PostgreSQL over that folder; stop it, or delete"
                      .formatted(pidFile, process.get().pid())
                  + " the file if that process is something else");
    }
  }

  /** Waits until the server of that folder has gone; it may take longer than pg_ctl waits. */
  static void awaitEnd(Path data) throws DatabaseException {
    Optional<ProcessHandle> process = process(data.resolve("postmaster.pid"));
    if (process.isPresent() && ownerOf(process.get(), data) == Owner.THIS_FOLDER) {
      awaitEnd(process.get(), data);
    }
  }

  private enum Owner {
    THIS_FOLDER,
    NO_POSTGRES,
    UNKNOWN
  }

  private static Owner ownerOf(ProcessHandle process, Path data) {
    Optional<String> command = process.info().command();
    if (command.isEmpty()) {
      return process.isAlive() ? Owner.UNKNOWN : Owner.NO_POSTGRES;
    }
    if (!Path.of(command.get()).getFileName().toString().startsWith("postgres")) {
      return Owner.NO_POSTGRES;
    }
    List<String> arguments = List.of(process.info().arguments().orElse(new String[0]));
    return arguments.contains(data.toString()) ? Owner.THIS_FOLDER : Owner.UNKNOWN;
  }

  private static Optional<ProcessHandle> process(Path pidFile) throws DatabaseException {
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    try {
      List<String> lines = Files.readAllLines(pidFile);
      return lines.isEmpty()
          ? Optional.empty()
          : ProcessHandle.of(Long.parseLong(lines.get(0).strip()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | NumberFormatException e) {
      throw new DatabaseException("%s cannot be read: %s".formatted(pidFile, e), e);
    }
  }

  /**
   * SIGINT is PostgreSQL's fast shutdown; Java itself can only send SIGTERM, which waits for
   * clients.
   */
  private static void interrupt(ProcessHandle process, Path data) throws DatabaseException {
    try {
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      process.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseException("interrupted while stopping the server of " + data, e);
    }
    awaitEnd(process, data);
  }

  private static void awaitEnd(ProcessHandle process, Path data) throws DatabaseException {
    try {
      process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new DatabaseException(
          "process %d, the server of %s, did not stop within %d s; stop it and try again"
              .formatted(process.pid(), data, STOP_SECONDS),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseException("interrupted while stopping the server of " + data, e);
    }
  }

  private static void delete(Path pidFile) throws DatabaseException {
    try {
      Files.deleteIfExists(pidFile);
    } catch (IOException e) {
      throw new DatabaseException("stale %s cannot be deleted: %s".formatted(pidFile, e), e);
    }
  }
}
