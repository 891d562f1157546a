package dev.tuninglab.app.shop;

import dev.tuninglab.app.http.Answer;
import dev.tuninglab.app.http.Incoming;
import dev.tuninglab.app.http.JsonWriter;
import dev.tuninglab.app.http.Routes;
import dev.tuninglab.app.knobs.cache.Reply;
import dev.tuninglab.app.knobs.cache.Source;
import dev.tuninglab.app.knobs.load.ProductLoad;
import dev.tuninglab.app.knobs.log.RequestLog;
import dev.tuninglab.app.shop.domain.Items;
import dev.tuninglab.app.shop.domain.PageRequest;
import dev.tuninglab.app.shop.domain.ProductExtra;
import dev.tuninglab.app.shop.domain.ProductSummary;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Products over HTTP: one, a page of them, those that sold most. */
public final class ProductRoutes {
  private final Lending lending;
  private final ProductLoad load;
  private final ProductCaches caches;
  private final JsonWriter json;
  private final RequestLog log;

  public ProductRoutes(
      Lending lending, ProductLoad load, ProductCaches caches, JsonWriter json, RequestLog log) {
    this.lending = lending;
    this.load = load;
    this.caches = caches;
    this.json = json;
    this.log = log;
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
    Reply reply =
        caches
            .products()
            .get(id, request.headers("If-None-Match"), new ProductSource(lending, json, id))
            .orElseThrow(() -> Missing.of("product", id));
    log.happened("product read", "product", id, "bytes", reply.body().length);
    return answer(reply);
  }

  private static Answer answer(Reply reply) {
    return new Answer(reply.status(), "application/json", reply.headers(), reply.body());
  }

  private Answer products(Incoming request) throws SQLException {
    PageRequest page = Pages.of(request);
    Set<ProductExtra> extras = request.choices("expand", ProductExtra.class);
    List<ProductSummary> products = lending.with(database -> load.page(database, page, extras));
    log.happened("products listed", "offset", page.offset(), "products", products.size());
    return Answer.json(200, json.write(new Items<>(products)));
  }

  private Answer topProducts(Incoming request) throws Exception {
    int size = request.number("size", 1, 100, 10);
    Source top =
        () ->
            Optional.of(
                json.write(new Items<>(lending.with(database -> Products.top(database, size)))));
    Reply reply = caches.top().get(size, request.headers("If-None-Match"), top).orElseThrow();
    log.happened("top products listed", "size", size, "bytes", reply.body().length);
    return answer(reply);
  }
}
