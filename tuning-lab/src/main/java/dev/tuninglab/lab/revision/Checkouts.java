package dev.tuninglab.lab.revision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Revisions of a service, each checked out and built in a folder of its own beside the user's,
 * which is not touched. Closing it leaves nothing behind.
 */
public final class Checkouts implements AutoCloseable {
  private final Repository repository;
  private final Path base;
  private final Map<String, Path> folders = new LinkedHashMap<>();

  /**
   * What builds a revision.
   *
   * @param dir to build in, from the folder of the target file
   * @param within after which it is ended
   */
  public record Build(List<String> command, Path dir, Map<String, String> env, Duration within) {}

  /** Tells what takes place. */
  public interface Told {
    void step(String line);
  }

  private Checkouts(Repository repository, Path base) {
    this.repository = repository;
    this.base = base;
  }

  /**
   * @param build null where a checkout is ready to be started as it is
   * @param logs folder for what builds print
   * @throws CheckoutFailed if one cannot be checked out, or its build fails
   */
  public static Checkouts open(
      Repository repository, List<Revision> pinned, Build build, Path logs, Told told)
      throws CheckoutFailed, InterruptedException {
    Checkouts checkouts;
    try {
      checkouts = new Checkouts(repository, Files.createTempDirectory("tuning-lab-revisions"));
    } catch (IOException e) {
      throw new CheckoutFailed("no folder for checkouts: " + e.getMessage(), e);
    }
    boolean open = false;
    try {
      for (int i = 0; i < pinned.size(); i++) {
        checkouts.add(pinned.get(i), i, build, logs, told);
      }
      open = true;
      return checkouts;
    } finally {
      if (!open) {
        checkouts.close();
      }
    }
  }

  private void add(Revision revision, int number, Build build, Path logs, Told told)
      throws CheckoutFailed, InterruptedException {
    Path checkout = base.resolve(String.valueOf((char) ('a' + number)));
    told.step("checking out " + revision.shown());
    try {
      repository.checkOut(revision.name(), checkout);
    } catch (IOException e) {
      throw new CheckoutFailed(revision.shown() + " cannot be checked out: " + e.getMessage(), e);
    }
    Path folder = checkout.resolve(repository.within());
    folders.put(revision.label(), folder);
    if (!Files.isDirectory(folder)) {
      throw new CheckoutFailed(
          revision.shown()
              + " has no folder "
              + repository.within()
              + ", where the target file is");
    }
    if (build != null) {
      told.step("building " + revision.shown());
      build(revision, folder, build, logs.resolve("build-" + checkout.getFileName() + ".log"));
    }
  }

  private static void build(Revision revision, Path folder, Build build, Path log)
      throws CheckoutFailed, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(build.command)
            .directory(folder.resolve(build.dir).toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(build.env);
    Process process = null;
    try {
      process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(build.within.toMillis(), TimeUnit.MILLISECONDS)) {
        throw failed(revision, "did not end within " + build.within.toSeconds() + "s", log);
      }
      if (process.exitValue() != 0) {
        throw failed(revision, "ended with " + process.exitValue(), log);
      }
    } catch (IOException e) {
      throw new CheckoutFailed(
          "the build of " + revision.shown() + " could not be started: " + e.getMessage(), e);
    } finally {
      if (process != null) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    }
  }

  private static CheckoutFailed failed(Revision revision, String how, Path log) {
    return new CheckoutFailed(
        "the build of " + revision.shown() + " " + how + " (build.command); see " + log);
  }

  /** Where the target file's folder is, as it was at that revision. */
  public Path folder(String label) {
    return folders.get(label);
  }

  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    try {
      try (Stream<Path> checkouts = Files.list(base)) {
        for (Path checkout : checkouts.toList()) {
          repository.forget(checkout);
        }
      }
      try (Stream<Path> rest = Files.walk(base)) {
        for (Path path : rest.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      }
    } catch (IOException e) {
      // What cannot be deleted lies in the folder for such things, and git prunes its books itself.
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
