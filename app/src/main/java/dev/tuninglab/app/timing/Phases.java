package dev.tuninglab.app.timing;

import java.sql.Connection;
import java.sql.SQLException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/**
 * Where the time of the request goes that runs on this thread. One that did not ask for it has
 * {@link Untimed}, which only passes calls on.
 */
interface Phases {
  /** What takes the time. */
  interface Work<T, E extends Exception> {
    T run() throws E;
  }

  /** As {@link Work}, without a result. */
  interface Step<E extends Exception> {
    void run() throws E;
  }

  /** Those of the request on this thread. */
  static Phases current() {
    return TimedRequests.BOUND.get();
  }

  /** Does the work in that phase. The phase around it stands still meanwhile. */
  <T, E extends Exception> T in(Phase phase, Work<T, E> work) throws E;

  default <E extends Exception> void during(Phase phase, Step<E> step) throws E {
    this.<Void, E>in(
        phase,
        () -> {
          step.run();
          return null;
        });
  }

  /** Does the work in no phase but those that it has itself; the one around it stands still. */
  <T, E extends Exception> T aside(Work<T, E> work) throws E;

  /** A connection that tells what becomes of its time until it is closed. */
  Connection lent(Work<Connection, SQLException> lender) throws SQLException;

  /** The response as those see it whose body is still to be coded. */
  Response beforeCoding(Request request, Response response);
}
