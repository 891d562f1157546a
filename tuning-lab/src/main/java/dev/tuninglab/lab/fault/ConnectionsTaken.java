package dev.tuninglab.lab.fault;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Holds every connection that the lab's database server still gives: first those that are free, and
 * from then on each that becomes free.
 */
final class ConnectionsTaken implements Breakage {
  /** SQLSTATE too_many_connections; reserved slots are refused with the same one. */
  private static final String TOO_MANY = "53300";

  /** For a server that is set to have very many: the lab has to stop somewhere, and says so. */
  private static final int MOST = 5_000;

  /** At once, so that the server runs out soon: a login is mostly waiting and hashing. */
  private static final int TAKERS = 4;

  /** A refusal costs the server a process: more often would be a fault of another kind. */
  private static final long PAUSE_MILLIS = 50;

  private final String url;
  private final Deque<Connection> held = new ConcurrentLinkedDeque<>();
  private final AtomicInteger taken = new AtomicInteger();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean over;
  private volatile FaultFailed failure;

  ConnectionsTaken(String url) {
    this.url = url;
  }

  @Override
  public void begin() throws FaultFailed, InterruptedException {
    for (int i = 0; i < TAKERS; i++) {
      start(this::takeWhatIsFree);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    if (failure != null) {
      throw failure;
    }
    start(this::takeWhatBecomesFree);
  }

  private void start(Runnable taking) {
    Thread thread = new Thread(taking, "connections-taken");
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  private void takeWhatIsFree() {
    try {
      while (takesOne()) {
        if (held.size() > MOST) {
          throw new FaultFailed(
              "the database server gives more than " + MOST + " connections: it is not exhausted");
        }
      }
    } catch (FaultFailed e) {
      failure = e;
    }
  }

  private void takeWhatBecomesFree() {
    try {
      while (!over) {
        if (!takesOne()) {
          Thread.sleep(PAUSE_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      // The fault ends.
    } catch (FaultFailed e) {
      failure = e;
    }
  }

  /** Whether there was one to be had, and somebody still wants it. */
  private boolean takesOne() throws FaultFailed {
    if (over || failure != null) {
      return false;
    }
    try {
      held.push(DriverManager.getConnection(url));
      taken.incrementAndGet();
      return true;
    } catch (SQLException e) {
      if (TOO_MANY.equals(e.getSQLState())) {
        return false;
      }
      throw new FaultFailed("taking connections: " + e.getMessage(), e);
    }
  }

  @Override
  public void end() throws FaultFailed {
    giveBack();
    if (failure != null) {
      throw failure;
    }
  }

  private void giveBack() {
    over = true;
    boolean interrupted = false;
    for (Thread thread : threads) {
      thread.interrupt();
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    for (Connection one = held.poll(); one != null; one = held.poll()) {
      Undo.quietly("a connection", one::close);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String note() {
    return "the lab held " + taken + " connections";
  }

  @Override
  public void close() {
    giveBack();
  }
}
