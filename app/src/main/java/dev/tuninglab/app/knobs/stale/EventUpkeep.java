package dev.tuninglab.app.knobs.stale;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Does a piece of work on the database again and again, on a thread and connections of its own. */
final class EventUpkeep implements AutoCloseable {
  private static final int CLOSING_SECONDS = 5;

  private final EventTable.Database database;
  private final Work work;
  private final Consumer<Exception> onFailure;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(EventUpkeep::thread);
  private volatile Connection inUse;

  /** What is done each time. */
  interface Work {
    void on(Connection connection) throws SQLException;
  }

  /** The first time is after {@code every}: whoever starts this has just done the work. */
  EventUpkeep(
      EventTable.Database database, Work work, Duration every, Consumer<Exception> onFailure) {
    this.database = database;
    this.work = work;
    this.onFailure = onFailure;
    timer.scheduleWithFixedDelay(
        this::once, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void once() {
    try (Connection connection = database.connect()) {
      inUse = connection;
      work.on(connection);
    } catch (SQLException | RuntimeException e) {
      // A task that throws is never scheduled again.
      onFailure.accept(e);
    }
  }

  /** Waits a moment for work in progress; what is cut off then is finished by the next start. */
  @Override
  public void close() throws SQLException {
    timer.shutdown();
    try {
      if (timer.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    timer.shutdownNow();
    Connection busy = inUse;
    if (busy != null) {
      busy.abort(Runnable::run);
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "event-upkeep");
    thread.setDaemon(true);
    return thread;
  }
}
