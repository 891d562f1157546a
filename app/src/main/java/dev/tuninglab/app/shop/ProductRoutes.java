package dev.tuninglab.app.shop;

import dev.tuninglab.app.http.Answer;
import dev.tuninglab.app.http.Incoming;
import dev.tuninglab.app.http.JsonWriter;
import dev.tuninglab.app.http.Routes;
import dev.tuninglab.app.knobs.load.ProductLoad;
import dev.tuninglab.app.shop.domain.Items;
import dev.tuninglab.app.shop.domain.PageRequest;
import dev.tuninglab.app.shop.domain.ProductExtra;
import java.sql.SQLException;
import java.util.Set;

/** Products over HTTP: one, a page of them, those that sold most. */
public final class ProductRoutes {
  private final Lending lending;
  private final ProductLoad load;
  private final JsonWriter json;

  public ProductRoutes(Lending lending, ProductLoad load, JsonWriter json) {
    this.lending = lending;
    this.load = load;
    this.json = json;
  }

  /** Adds these routes. */
  public void addTo(Routes.Builder routes) {
    routes
        .get("/products/{id}", this::product)
        .get("/products/top", this::topProducts)
        .get("/products", this::products);
  }

  private Answer product(Incoming request) throws SQLException {
    long id = request.id("id");
    return Answer.json(
        200,
        json.write(
            lending
                .with(database -> Products.byId(database, id))
                .orElseThrow(() -> Missing.of("product", id))));
  }

  private Answer products(Incoming request) throws SQLException {
    PageRequest page = Pages.of(request);
    Set<ProductExtra> extras = request.choices("expand", ProductExtra.class);
    return Answer.json(
        200, json.write(new Items<>(lending.with(database -> load.page(database, page, extras)))));
  }

  private Answer topProducts(Incoming request) throws SQLException {
    int size = request.number("size", 1, 100, 10);
    return Answer.json(
        200, json.write(new Items<>(lending.with(database -> Products.top(database, size)))));
  }
}
