package dev.tuninglab.app.shop;

import dev.tuninglab.app.http.Answer;
import dev.tuninglab.app.http.Incoming;
import dev.tuninglab.app.http.JsonWriter;
import dev.tuninglab.app.http.Routes;
import dev.tuninglab.app.shop.domain.Items;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** What happened lately, over HTTP: what a dashboard asks for. */
public final class EventRoutes {
  private final Lending lending;
  private final JsonWriter json;

  public EventRoutes(Lending lending, JsonWriter json) {
    this.lending = lending;
    this.json = json;
  }

  /** Adds these routes. */
  public void addTo(Routes.Builder routes) {
    routes.get("/events/summary", this::summary);
  }

  private Answer summary(Incoming request) throws SQLException {
    int days = request.number("days", 1, 28, 7);
    Instant until = request.instant("until", Instant.now());
    Instant from = until.minus(Duration.ofDays(days));
    return Answer.json(
        200,
        json.write(new Items<>(lending.with(database -> Events.counts(database, from, until)))));
  }
}
