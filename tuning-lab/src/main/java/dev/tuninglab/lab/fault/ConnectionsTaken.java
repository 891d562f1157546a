package dev.tuninglab.lab.fault;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Holds every connection that the lab's database server still gives: first those that are free, and
 * from then on each that becomes free.
 */
final class ConnectionsTaken implements Breakage {
  /** SQLSTATE too_many_connections; reserved slots are refused with the same one. */
  private static final String TOO_MANY = "53300";

  /** For a server that is set to have very many: the lab has to stop somewhere, and says so. */
  private static final int MOST = 5_000;

  private static final long PAUSE_MILLIS = 10;

  private final String url;
  private final Deque<Connection> held = new ArrayDeque<>();
  private Thread keeper;
  private int most;

  ConnectionsTaken(String url) {
    this.url = url;
  }

  @Override
  public void begin() throws FaultFailed, InterruptedException {
    while (takesOne()) {
      if (Thread.interrupted()) {
        throw new InterruptedException("while connections were taken");
      }
      if (held.size() > MOST) {
        throw new FaultFailed(
            "the database server gives more than " + MOST + " connections: it is not exhausted");
      }
    }
    keeper = new Thread(this::keep, "connections-taken");
    keeper.setDaemon(true);
    keeper.start();
  }

  /** Whether there was one to be had. */
  private boolean takesOne() throws FaultFailed {
    try {
      held.push(DriverManager.getConnection(url));
      most = Math.max(most, held.size());
      return true;
    } catch (SQLException e) {
      if (TOO_MANY.equals(e.getSQLState())) {
        return false;
      }
      throw new FaultFailed("taking connections: " + e.getMessage(), e);
    }
  }

  private void keep() {
    try {
      while (true) {
        if (!takesOne()) {
          Thread.sleep(PAUSE_MILLIS);
        } else if (Thread.interrupted()) {
          return;
        }
      }
    } catch (InterruptedException e) {
      // The fault ends.
    } catch (FaultFailed e) {
      Undo.quietly(
          "connections",
          () -> {
            throw e;
          });
    }
  }

  @Override
  public void end() throws InterruptedException {
    if (keeper != null) {
      keeper.interrupt();
      keeper.join();
      keeper = null;
    }
    giveBack();
  }

  private void giveBack() {
    while (!held.isEmpty()) {
      Undo.quietly("a connection", held.pop()::close);
    }
  }

  @Override
  public String note() {
    return "the lab held " + most + " connections";
  }

  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    Undo.quietly("connections", this::end);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
