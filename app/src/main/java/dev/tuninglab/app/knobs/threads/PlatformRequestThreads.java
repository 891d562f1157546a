package dev.tuninglab.app.knobs.threads;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A bounded pool of the operating system's threads, the one that Jetty itself runs requests on: it
 * grows while none is idle, and lets go of those that are idle for long. What finds no thread waits
 * in a queue.
 */
final class PlatformRequestThreads implements RequestThreads {
  /** Kept when idle: more than the few that a quiet service needs would only hold memory. */
  private static final int KEPT = 8;

  private static final long DRAINING_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long POLL_MILLIS = 5;

  private final QueuedThreadPool pool;
  private volatile boolean closed;

  PlatformRequestThreads(ThreadsSettings settings) {
    this.pool = new QueuedThreadPool(settings.size(), Math.min(KEPT, settings.size()));
    pool.setName("request");
    // Such threads are for those who read sockets; this pool only runs what was read.
    pool.setReservedThreads(0);
    LifeCycle.start(pool);
  }

  @Override
  public void execute(Runnable work) {
    if (closed) {
      throw new RejectedExecutionException("these threads are closed");
    }
    pool.execute(work);
  }

  /** Stopping alone would wait for what runs, and throw away what waits. */
  @Override
  public void close() {
    closed = true;
    try {
      long start = System.nanoTime();
      while (pool.getQueueSize() > 0 && System.nanoTime() - start < DRAINING_NANOS) {
        Thread.sleep(POLL_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    LifeCycle.stop(pool);
  }
}
