package dev.tuninglab.app.shop;

import dev.tuninglab.app.http.Answer;
import dev.tuninglab.app.http.Incoming;
import dev.tuninglab.app.http.JsonWriter;
import dev.tuninglab.app.http.Routes;
import dev.tuninglab.app.shop.domain.Items;
import dev.tuninglab.app.shop.domain.PageRequest;
import java.sql.SQLException;

/** A customer's orders over HTTP. */
public final class CustomerRoutes {
  private final Lending lending;
  private final JsonWriter json;

  public CustomerRoutes(Lending lending, JsonWriter json) {
    this.lending = lending;
    this.json = json;
  }

  /** Adds these routes. */
  public void addTo(Routes.Builder routes) {
    routes.get("/customers/{id}/orders", this::orders);
  }

  private Answer orders(Incoming request) throws SQLException {
    long id = request.id("id");
    PageRequest page = Pages.of(request);
    return Answer.json(
        200,
        json.write(
            new Items<>(
                lending
                    .with(database -> Orders.ofCustomer(database, id, page))
                    .orElseThrow(() -> Missing.of("customer", id)))));
  }
}
