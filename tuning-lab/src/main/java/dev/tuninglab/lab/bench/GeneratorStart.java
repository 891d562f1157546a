package dev.tuninglab.lab.bench;

import dev.tuninglab.gatling.Generator;
import dev.tuninglab.gatling.GeneratorException;
import dev.tuninglab.gatling.GeneratorOptions;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/** Starts the load generator while the first subjects start: either takes seconds. */
public final class GeneratorStart implements AutoCloseable {
  private final FutureTask<Generator> start;
  private final Thread thread;
  private final Consumer<Path> onReport;

  /**
   * @param onReport told at the end where Gatling left its own report, if one was asked for
   */
  public GeneratorStart(GeneratorOptions options, Consumer<Path> onReport) {
    this.onReport = onReport;
    start = new FutureTask<>(() -> Generator.start(options));
    thread = new Thread(start, "generator-start");
    thread.start();
  }

  /** Whether {@link #ready} would not wait: it has started, or failed to. */
  public boolean isDone() {
    return start.isDone();
  }

  /** Waits until it is ready. */
  public Generator ready() throws InterruptedException {
    try {
      return start.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GeneratorException failed) {
        throw failed;
      }
      if (e.getCause() instanceof InterruptedException) {
        throw new InterruptedException("the start of the generator was interrupted");
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Ends the generator, or its start if that still runs. */
  @Override
  public void close() {
    thread.interrupt();
    boolean interrupted = Thread.interrupted();
    try {
      Generator generator = start.get();
      generator.close();
      generator.gatlingReport().ifPresent(onReport);
    } catch (ExecutionException e) {
      // It never started; whoever called ready() has been told.
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
