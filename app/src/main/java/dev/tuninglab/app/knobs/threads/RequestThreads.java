package dev.tuninglab.app.knobs.threads;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** The threads that requests run on: the seam of the knob {@code threads}. */
public interface RequestThreads extends Executor, AutoCloseable {
  /**
   * Runs the work of one request on a thread of its own, now or when one is free. The caller never
   * runs it, and does not wait.
   *
   * @param work may block; what it throws reaches nobody but a log
   * @throws RejectedExecutionException once this is closed
   */
  @Override
  void execute(Runnable work);

  /**
   * Takes no more work, and waits for what it has, running or waiting. Work that does not end
   * within some seconds is interrupted.
   */
  @Override
  void close();
}
