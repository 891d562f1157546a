package dev.tuninglab.app.shop;

import dev.tuninglab.app.http.Answer;
import dev.tuninglab.app.http.Incoming;
import dev.tuninglab.app.http.JsonWriter;
import dev.tuninglab.app.http.Routes;
import dev.tuninglab.app.knobs.log.RequestLog;
import dev.tuninglab.app.shop.domain.EventCount;
import dev.tuninglab.app.shop.domain.Items;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What happened lately, over HTTP: what a dashboard asks for. */
public final class EventRoutes {
  private final Lending lending;
  private final JsonWriter json;
  private final RequestLog log;

  public EventRoutes(Lending lending, JsonWriter json, RequestLog log) {
    this.lending = lending;
    this.json = json;
    this.log = log;
  }

  /** Adds these routes. */
  public void addTo(Routes.Builder routes) {
    routes.get("/events/summary", this::summary);
  }

  private Answer summary(Incoming request) throws SQLException {
    int days = request.number("days", 1, 28, 7);
    Instant until = request.instant("until", Instant.now());
    Instant from = until.minus(Duration.ofDays(days));
    List<EventCount> counts = lending.with(database -> Events.counts(database, from, until));
    log.happened("events summed", "days", days, "rows", counts.size());
    return Answer.json(200, json.write(new Items<>(counts)));
  }
}
