package dev.tuninglab.lab.cli;

import dev.tuninglab.gatling.Generator;
import dev.tuninglab.gatling.GeneratorException;
import dev.tuninglab.gatling.GeneratorOptions;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Starts the load generator while the first subjects start: either takes seconds. */
final class GeneratorStart implements AutoCloseable {
  private final FutureTask<Generator> start;
  private final Thread thread;

  GeneratorStart(GeneratorOptions options) {
    start = new FutureTask<>(() -> Generator.start(options));
    thread = new Thread(start, "generator-start");
    thread.start();
  }

  /** Waits until it is ready. */
  Generator ready() throws InterruptedException {
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
      start.get().close();
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
