package dev.tuninglab.app.shop;

import dev.tuninglab.app.http.Answer;
import dev.tuninglab.app.http.Incoming;
import dev.tuninglab.app.http.JacksonJson;
import dev.tuninglab.app.http.Problem;
import dev.tuninglab.app.http.ProblemException;
import dev.tuninglab.app.http.Routes;
import dev.tuninglab.app.knobs.fetch.OrderFetch;
import dev.tuninglab.app.knobs.pool.Connections;
import dev.tuninglab.app.shop.domain.Items;
import dev.tuninglab.app.shop.domain.OrderDraft;
import dev.tuninglab.app.shop.domain.PageRequest;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.regex.Pattern;

/** The shop over HTTP. A connection is held for the SQL alone, not while JSON is written. */
public final class ShopRoutes {
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");

  private final Connections connections;
  private final OrderFetch fetch;
  private final JacksonJson json;

  public ShopRoutes(Connections connections, OrderFetch fetch, JacksonJson json) {
    this.connections = connections;
    this.fetch = fetch;
    this.json = json;
  }

  /** Adds all routes of the shop. */
  public void addTo(Routes.Builder routes) {
    routes
        .get("/orders/{id}", this::order)
        .get("/orders", this::orders)
        .post("/orders", this::placeOrder)
        .get("/customers/{id}/orders", this::customerOrders)
        .get("/products/{id}", this::product)
        .get("/products/top", this::topProducts)
        .get("/products", this::products);
  }

  private Answer order(Incoming request) throws SQLException {
    long id = request.id("id");
    return ok(with(database -> Orders.byId(database, id)).orElseThrow(() -> missing("order", id)));
  }

  private Answer orders(Incoming request) throws SQLException {
    PageRequest page = page(request);
    return ok(new Items<>(with(database -> fetch.page(database, page))));
  }

  private Answer customerOrders(Incoming request) throws SQLException {
    long id = request.id("id");
    PageRequest page = page(request);
    return ok(
        new Items<>(
            with(database -> Orders.ofCustomer(database, id, page))
                .orElseThrow(() -> missing("customer", id))));
  }

  private Answer product(Incoming request) throws SQLException {
    long id = request.id("id");
    return ok(
        with(database -> Products.byId(database, id)).orElseThrow(() -> missing("product", id)));
  }

  private Answer products(Incoming request) throws SQLException {
    PageRequest page = page(request);
    return ok(new Items<>(with(database -> Products.page(database, page))));
  }

  private Answer topProducts(Incoming request) throws SQLException {
    int size = request.number("size", 1, 100, 10);
    return ok(new Items<>(with(database -> Products.top(database, size))));
  }

  private Answer placeOrder(Incoming request) throws IOException, SQLException {
    String key = request.header("Idempotency-Key").orElse(null);
    if (key == null || !KEY.matcher(key).matches()) {
      throw new ProblemException(
          Problem.badParameter(
              "Idempotency-Key", "1 to 200 visible ASCII characters without spaces", key));
    }
    OrderDraft draft = json.read(request.jsonBody(), OrderDraft.class);
    Placement placement = with(database -> OrderPlacement.place(database, key, draft));
    if (placement instanceof Placement.Granted granted) {
      return new Answer(
          granted.now() ? 201 : 200,
          "application/json",
          Map.of("Location", "/orders/" + granted.order().id()),
          json.write(granted.order()));
    }
    throw new ProblemException(Problem.unprocessable(((Placement.Refused) placement).reason()));
  }

  private interface Work<T> {
    T on(Connection database) throws SQLException;
  }

  /** Lends a connection for the SQL alone: it is back before the answer is written as JSON. */
  private <T> T with(Work<T> work) throws SQLException {
    try (Connection database = connections.borrow()) {
      return work.on(database);
    }
  }

  private Answer ok(Object value) {
    return Answer.json(200, json.write(value));
  }

  private static PageRequest page(Incoming request) {
    return new PageRequest(
        request.number("offset", 0, 10_000_000, 0), request.number("size", 1, 100, 20));
  }

  private static ProblemException missing(String kind, long id) {
    return new ProblemException(Problem.notFound(kind + " " + id));
  }
}
