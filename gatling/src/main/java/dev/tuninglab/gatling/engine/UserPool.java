package dev.tuninglab.gatling.engine;

import com.typesafe.scalalogging.Logger;
import io.gatling.core.action.Action;
import io.gatling.core.session.Session;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * The step of Gatling's scenario in which every virtual user waits, idle, for the next request, and
 * to which it comes back when the request has ended.
 *
 * <p>Gatling's own pauses and injections count milliseconds; here a clock hands a user its request
 * shortly before its instant, and the user's own event loop sends it at the microsecond.
 */
final class UserPool implements Action {
  private static final String CARGO = "cargo";

  private final Action[] requests;
  private final Action exit;
  private final CountDownLatch arriving;
  private final ConcurrentLinkedDeque<Session> idle = new ConcurrentLinkedDeque<>();
  private Logger logger;
  private volatile boolean ending;
  private volatile Thread waiting;
  private final AtomicBoolean practising = new AtomicBoolean();
  private Session practiser;

  /** What a user carries: the request, what it belongs to, and the user's own empty session. */
  private record Cargo(Flight flight, Course course, Session user, boolean userWasIdle) {}

  /**
   * A pool of users.
   *
   * @param requests sends a flight, by its index in the workload, and comes back to this pool
   * @param exit ends a user
   */
  UserPool(int users, Action[] requests, Action exit) {
    this.requests = requests;
    this.exit = exit;
    this.arriving = new CountDownLatch(users);
    Action.$init$(this);
  }

  /** Waits until every user has come. */
  void awaitUsers() throws InterruptedException {
    arriving.await();
  }

  /** An idle user; null when all are busy. */
  Session takeNow() {
    return idle.pollFirst();
  }

  /** An idle user, waited for until the given instant; null when none came. */
  Session take(long deadline) {
    waiting = Thread.currentThread();
    try {
      Session user;
      while ((user = idle.pollFirst()) == null) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return null;
        }
        LockSupport.parkNanos(this, left);
      }
      return user;
    } finally {
      waiting = null;
    }
  }

  /** Has the user send the flight at its scheduled instant, or at once when that has passed. */
  void launch(Session user, Flight flight, Course course, boolean userWasIdle) {
    user.eventLoop().execute(new Launch(user, flight, course, userWasIdle));
  }

  /**
   * Keeps its place in the event loop's queue until the instant has come. Meanwhile the loop polls
   * its connections without sleeping: nothing in flight waits for this, and neither the wake-up of
   * a timer nor that of the loop's own thread makes the request late.
   */
  private final class Launch implements Runnable {
    private final Session user;
    private final Cargo cargo;

    Launch(Session user, Flight flight, Course course, boolean userWasIdle) {
      this.user = user;
      this.cargo = new Cargo(flight, course, user, userWasIdle);
    }

    @Override
    public void run() {
      Flight flight = cargo.flight();
      long now = System.nanoTime();
      if (now - flight.scheduled < 0) {
        user.eventLoop().execute(this);
        return;
      }
      flight.taken = now;
      requests[flight.item.kind()].$bang(user.set(Requests.FLIGHT, flight).set(CARGO, cargo));
    }
  }

  /** Sets one idle user aside, for practice. */
  void setAside() {
    practiser = takeNow();
  }

  /** Has the user that was set aside send the flight, unless it still has another. */
  void practise(Practice practice) {
    if (practising.compareAndSet(false, true)) {
      launch(practiser, practice.flight(), practice, true);
    }
  }

  /** Sends all users home; to be called when all are idle. */
  void end() {
    ending = true;
    endPractice();
    for (Session user; (user = idle.pollFirst()) != null; ) {
      exit.$bang(user);
    }
  }

  /** Once, whether it has just come to rest or has rested for long. */
  private void endPractice() {
    if (practiser != null && practising.compareAndSet(false, true)) {
      exit.$bang(practiser);
    }
  }

  /** Runs on the user's event loop: as it first comes, and whenever its request has ended. */
  @Override
  public void execute(Session session) {
    scala.Option<Object> attribute = session.attributes().get(CARGO);
    if (attribute.isEmpty()) {
      rest(session);
      arriving.countDown();
      return;
    }
    Cargo cargo = (Cargo) attribute.get();
    Flight flight = cargo.flight();
    if (flight.status == 0) {
      flight.ended = System.nanoTime();
    }
    Flight next = cargo.course().following();
    if (next == null) {
      // The user rests before its request is counted, so that a slice that has ended finds all
      // idle.
      rest(cargo.user());
      cargo.course().ended(flight, cargo.userWasIdle());
    } else {
      cargo.course().ended(flight, cargo.userWasIdle());
      launch(cargo.user(), next, cargo.course(), true);
    }
  }

  private void rest(Session user) {
    if (ending) {
      exit.$bang(user);
      return;
    }
    if (user == practiser) {
      practising.set(false);
      if (ending) {
        endPractice(); // whoever ended all may have found it at work a moment ago
      }
      return;
    }
    // The user that rested last goes first: its connection and its caches are warm.
    idle.addFirst(user);
    LockSupport.unpark(waiting);
  }

  @Override
  public String name() {
    return "idle";
  }

  @Override
  public Logger logger() {
    return logger;
  }

  @Override
  public void com$typesafe$scalalogging$StrictLogging$_setter_$logger_$eq(Logger logger) {
    this.logger = logger;
  }
}
