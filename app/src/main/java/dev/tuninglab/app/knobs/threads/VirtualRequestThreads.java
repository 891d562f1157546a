package dev.tuninglab.app.knobs.threads;

import java.lang.reflect.Method;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * A virtual thread for each request: none waits for a thread, however many wait for something else.
 * There is no pool of them, since they cost less to make than to keep.
 */
final class VirtualRequestThreads implements RequestThreads {
  private static final int PATIENCE_SECONDS = 5;

  private final ExecutorService threads;

  VirtualRequestThreads(ThreadsSettings settings) {
    this.threads = onePerTask();
  }

  /** By reflection, since this source must compile for Java 17. From 21 on, it is one line. */
  private static ExecutorService onePerTask() {
    try {
      Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
      Class<?> builderType = Class.forName("java.lang.Thread$Builder$OfVirtual");
      builder =
          builderType.getMethod("name", String.class, long.class).invoke(builder, "request-", 0L);
      Object factory = builderType.getMethod("factory").invoke(builder);
      Method executor = Executors.class.getMethod("newThreadPerTaskExecutor", ThreadFactory.class);
      return (ExecutorService) executor.invoke(null, factory);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JDK has no virtual threads", e);
    }
  }

  @Override
  public void execute(Runnable work) {
    threads.execute(work);
  }

  @Override
  public void close() {
    threads.shutdown();
    try {
      if (threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.shutdownNow();
  }
}
