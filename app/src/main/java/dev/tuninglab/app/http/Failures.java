package dev.tuninglab.app.http;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;

/** What a client is told of an exception. */
final class Failures {
  private static final Logger LOG = LogManager.getLogger(Failures.class);

  /** Connection trouble, too many connections, an operator's shutdown (PostgreSQL, appendix A). */
  private static final Set<String> NO_DATABASE = Set.of("08", "53", "57");

  private static final String QUERY_CANCELED = "57014";

  private Failures() {}

  static Problem problem(Exception failure, Request request) {
    if (failure instanceof ProblemException refusal) {
      return refusal.problem();
    }
    if (failure instanceof HttpException malformed) {
      return Problem.of(malformed.getCode(), String.valueOf(malformed.getReason()));
    }
    if (failure instanceof SQLException database && QUERY_CANCELED.equals(database.getSQLState())) {
      LOG.warn("{} {}: {}", request.getMethod(), path(request), database.getMessage());
      // Not 504: that is for a gateway (RFC 9110, 15.6.5); the shop itself is the origin server,
      // which cannot do it at the moment (15.6.4). Nothing was changed, so it may be tried again.
      return Problem.unavailable("the database took longer than it may; try again later");
    }
    if (failure instanceof SQLException database && isUnavailable(database)) {
      LOG.warn("{} {}: no database: {}", request.getMethod(), path(request), database.getMessage());
      return Problem.unavailable("the database cannot be had at the moment; try again");
    }
    LOG.error("{} {} failed", request.getMethod(), path(request), failure);
    return Problem.of(HttpStatus.INTERNAL_SERVER_ERROR_500, "the server failed; its log says why");
  }

  private static boolean isUnavailable(SQLException failure) {
    String state = failure.getSQLState();
    return failure instanceof SQLTransientConnectionException
        || (state != null && state.length() == 5 && NO_DATABASE.contains(state.substring(0, 2)));
  }

  private static String path(Request request) {
    return request.getHttpURI().getPath();
  }
}
