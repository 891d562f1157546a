package dev.tuninglab.app.timing;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The phases of one request. Each moment belongs to one phase, or to none, so that they never add
 * up to more than the whole. Used by the thread of the request; what happens once the header is out
 * is in it no more.
 */
final class RecordedPhases implements Phases {
  private final LongSupplier clock;
  private final long headersRead;
  private final long[] nanos = new long[Phase.values().length];

  /** Null between two phases. */
  private Phase now;

  private long since;

  /**
   * To be made as a thread takes the request.
   *
   * @param clock nanoseconds
   * @param headersRead by that clock
   */
  RecordedPhases(LongSupplier clock, long headersRead) {
    this.clock = clock;
    this.headersRead = headersRead;
    this.now = Phase.QUEUE;
    this.since = headersRead;
    turnTo(null);
  }

  @Override
  public <T, E extends Exception> T in(Phase phase, Work<T, E> work) throws E {
    Phase outer = turnTo(phase);
    try {
      return work.run();
    } finally {
      turnTo(outer);
    }
  }

  @Override
  public <T, E extends Exception> T aside(Work<T, E> work) throws E {
    return in(null, work);
  }

  @Override
  public Connection lent(Work<Connection, SQLException> lender) throws SQLException {
    Connection connection = in(Phase.ACQUIRE, lender);
    Phase outer = turnTo(Phase.MAP);
    return TimedJdbc.connection(connection, this, () -> turnTo(outer));
  }

  @Override
  public Response beforeCoding(Request request, Response response) {
    return new Response.Wrapper(request, response) {
      @Override
      public void write(boolean last, ByteBuffer content, Callback callback) {
        during(Phase.COMPRESS, () -> super.write(last, content, callback));
      }
    };
  }

  /** Ends a phase, or none, and begins another, or none. */
  private Phase turnTo(Phase next) {
    long time = clock.getAsLong();
    Phase before = now;
    if (before != null) {
      nanos[before.ordinal()] += time - since;
    }
    now = next;
    since = time;
    return before;
  }

  /**
   * What a {@code Server-Timing} header says, in milliseconds. Each is cut to whole microseconds,
   * so that their sum stays below the total; a phase that did not take place is left out.
   *
   * @param coded whether the body is sent in a coding; one that is not took no time to code
   */
  String told(boolean coded) {
    turnTo(now);
    StringBuilder told = new StringBuilder();
    for (Phase phase : Phase.values()) {
      long micros = TimeUnit.NANOSECONDS.toMicros(nanos[phase.ordinal()]);
      if (phase.isSaidBy(micros) && (coded || phase != Phase.COMPRESS)) {
        told.append(phase.id()).append(";dur=").append(millis(micros)).append(", ");
      }
    }
    long total = TimeUnit.NANOSECONDS.toMicros(since - headersRead);
    return told.append("total;dur=").append(millis(total)).toString();
  }

  private static BigDecimal millis(long micros) {
    return BigDecimal.valueOf(micros, 3);
  }
}
