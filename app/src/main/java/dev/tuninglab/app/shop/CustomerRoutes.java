package dev.tuninglab.app.shop;

import dev.tuninglab.app.http.Answer;
import dev.tuninglab.app.http.Incoming;
import dev.tuninglab.app.http.JsonWriter;
import dev.tuninglab.app.http.Routes;
import dev.tuninglab.app.knobs.log.RequestLog;
import dev.tuninglab.app.shop.domain.Items;
import dev.tuninglab.app.shop.domain.OrderSummary;
import dev.tuninglab.app.shop.domain.PageRequest;
import java.sql.SQLException;
import java.util.List;

/** A customer's orders over HTTP. */
public final class CustomerRoutes {
  private final Lending lending;
  private final JsonWriter json;
  private final RequestLog log;

  public CustomerRoutes(Lending lending, JsonWriter json, RequestLog log) {
    this.lending = lending;
    this.json = json;
    this.log = log;
  }

  /** Adds these routes. */
  public void addTo(Routes.Builder routes) {
    routes.get("/customers/{id}/orders", this::orders);
  }

  private Answer orders(Incoming request) throws SQLException {
    long id = request.id("id");
    PageRequest page = Pages.of(request);
    List<OrderSummary> orders =
        lending
            .with(database -> Orders.ofCustomer(database, id, page))
            .orElseThrow(() -> Missing.of("customer", id));
    log.happened("customer's orders listed", "customer", id, "orders", orders.size());
    return Answer.json(200, json.write(new Items<>(orders)));
  }
}
