package dev.tuninglab.app.shop;

import dev.tuninglab.app.http.Answer;
import dev.tuninglab.app.http.Incoming;
import dev.tuninglab.app.http.JsonWriter;
import dev.tuninglab.app.http.Problem;
import dev.tuninglab.app.http.ProblemException;
import dev.tuninglab.app.http.Routes;
import dev.tuninglab.app.knobs.log.RequestLog;
import dev.tuninglab.app.knobs.page.Pagination;
import dev.tuninglab.app.knobs.page.RefusedCursor;
import dev.tuninglab.app.shop.domain.FeedPart;
import dev.tuninglab.app.shop.domain.FeedRequest;
import java.sql.SQLException;
import java.time.Instant;

/** All orders over HTTP, in parts: what an export or a client that keeps a copy walks. */
public final class FeedRoutes {
  private final Lending lending;
  private final Pagination pagination;
  private final JsonWriter json;
  private final RequestLog log;

  public FeedRoutes(Lending lending, Pagination pagination, JsonWriter json, RequestLog log) {
    this.lending = lending;
    this.pagination = pagination;
    this.json = json;
    this.log = log;
  }

  /** Adds these routes. */
  public void addTo(Routes.Builder routes) {
    routes.get("/orders/feed", this::feed);
  }

  private Answer feed(Incoming request) throws SQLException {
    FeedRequest asked =
        new FeedRequest(
            request.instant("since", Instant.EPOCH),
            request.number("size", 1, FeedRequest.MOST, 20),
            request.text("cursor", ""));
    FeedPart part = part(asked);
    log.happened("feed read", "size", asked.size(), "orders", part.items().size());
    return Answer.json(200, json.write(part));
  }

  private FeedPart part(FeedRequest asked) throws SQLException {
    try {
      return lending.with(database -> pagination.part(database, asked));
    } catch (RefusedCursor e) {
      Problem problem = Problem.badParameter("cursor", RefusedCursor.RULE, asked.cursor());
      throw new ProblemException(
          new Problem(
              problem.status(),
              problem.detail() + "; start again without cursor",
              problem.members(),
              problem.headers()));
    }
  }
}
