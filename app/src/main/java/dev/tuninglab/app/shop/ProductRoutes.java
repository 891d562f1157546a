package dev.tuninglab.app.shop;

import dev.tuninglab.app.http.Answer;
import dev.tuninglab.app.http.Incoming;
import dev.tuninglab.app.http.JsonWriter;
import dev.tuninglab.app.http.Routes;
import dev.tuninglab.app.knobs.cache.Reply;
import dev.tuninglab.app.knobs.cache.Source;
import dev.tuninglab.app.knobs.load.ProductLoad;
import dev.tuninglab.app.shop.domain.Items;
import dev.tuninglab.app.shop.domain.PageRequest;
import dev.tuninglab.app.shop.domain.ProductExtra;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** Products over HTTP: one, a page of them, those that sold most. */
public final class ProductRoutes {
  private final Lending lending;
  private final ProductLoad load;
  private final ProductCaches caches;
  private final JsonWriter json;

  public ProductRoutes(Lending lending, ProductLoad load, ProductCaches caches, JsonWriter json) {
    this.lending = lending;
    this.load = load;
    this.caches = caches;
    this.json = json;
  }

  /** Adds these routes. */
  public void addTo(Routes.Builder routes) {
    routes
        .get("/products/{id}", this::product)
        .get("/products/top", this::topProducts)
        .get("/products", this::products);
  }

  private Answer product(Incoming request) throws Exception {
    long id = request.id("id");
    return caches
        .products()
        .get(id, request.headers("If-None-Match"), new ProductSource(lending, json, id))
        .map(ProductRoutes::answer)
        .orElseThrow(() -> Missing.of("product", id));
  }

  private static Answer answer(Reply reply) {
    return new Answer(reply.status(), "application/json", reply.headers(), reply.body());
  }

  private Answer products(Incoming request) throws SQLException {
    PageRequest page = Pages.of(request);
    Set<ProductExtra> extras = request.choices("expand", ProductExtra.class);
    return Answer.json(
        200, json.write(new Items<>(lending.with(database -> load.page(database, page, extras)))));
  }

  private Answer topProducts(Incoming request) throws Exception {
    int size = request.number("size", 1, 100, 10);
    Source top =
        () ->
            Optional.of(
                json.write(new Items<>(lending.with(database -> Products.top(database, size)))));
    return caches
        .top()
        .get(size, request.headers("If-None-Match"), top)
        .map(ProductRoutes::answer)
        .orElseThrow();
  }
}
