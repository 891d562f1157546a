package dev.tuninglab.app.timing;

import java.sql.Connection;
import java.sql.SQLException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** Reads no clock and keeps nothing: for requests that did not ask, which are nearly all. */
enum Untimed implements Phases {
  INSTANCE;

  @Override
  public <T, E extends Exception> T in(Phase phase, Work<T, E> work) throws E {
    return work.run();
  }

  @Override
  public <E extends Exception> void during(Phase phase, Step<E> step) throws E {
    step.run();
  }

  @Override
  public <T, E extends Exception> T aside(Work<T, E> work) throws E {
    return work.run();
  }

  @Override
  public Connection lent(Work<Connection, SQLException> lender) throws SQLException {
    return lender.run();
  }

  @Override
  public Response beforeCoding(Request request, Response response) {
    return response;
  }
}
