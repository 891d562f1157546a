package dev.tuninglab.app.shop;

import dev.tuninglab.app.http.Answer;
import dev.tuninglab.app.http.Incoming;
import dev.tuninglab.app.http.JsonCodec;
import dev.tuninglab.app.http.Problem;
import dev.tuninglab.app.http.ProblemException;
import dev.tuninglab.app.http.Routes;
import dev.tuninglab.app.knobs.json.Document;
import dev.tuninglab.app.knobs.json.OrderDocuments;
import dev.tuninglab.app.knobs.log.RequestLog;
import dev.tuninglab.app.knobs.write.OrderWrite;
import dev.tuninglab.app.shop.domain.OrderDraft;
import dev.tuninglab.app.shop.domain.PageRequest;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.regex.Pattern;

/** Orders over HTTP: one, a page of them, a new one. */
public final class OrderRoutes {
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");

  private final Lending lending;
  private final OrderDocuments documents;
  private final OrderPlacement placement;
  private final OrderNews news;
  private final JsonCodec json;
  private final RequestLog log;

  public OrderRoutes(
      Lending lending,
      OrderDocuments documents,
      OrderWrite write,
      OrderNews news,
      JsonCodec json,
      RequestLog log) {
    this.lending = lending;
    this.documents = documents;
    this.placement = new OrderPlacement(write);
    this.news = news;
    this.json = json;
    this.log = log;
  }

  /** Adds these routes. */
  public void addTo(Routes.Builder routes) {
    routes
        .get("/orders/{id}", this::order)
        .get("/orders", this::orders)
        .post("/orders", this::placeOrder);
  }

  private Answer order(Incoming request) throws SQLException {
    long id = request.id("id");
    Document order =
        lending
            .with(database -> documents.byId(database, id))
            .orElseThrow(() -> Missing.of("order", id));
    byte[] body = order.bytes();
    log.happened("order read", "order", id, "bytes", body.length);
    return Answer.json(200, body);
  }

  private Answer orders(Incoming request) throws SQLException {
    PageRequest page = Pages.of(request);
    Document orders = lending.with(database -> documents.page(database, page));
    log.happened("orders listed", "offset", page.offset(), "size", page.size());
    return Answer.json(200, orders.bytes());
  }

  private Answer placeOrder(Incoming request) throws IOException, SQLException {
    String key = request.header("Idempotency-Key").orElse(null);
    if (key == null || !KEY.matcher(key).matches()) {
      throw new ProblemException(
          Problem.badParameter(
              "Idempotency-Key", "1 to 200 visible ASCII characters without spaces", key));
    }
    OrderDraft draft = json.read(request.jsonBody(), OrderDraft.class);
    Placement placed = place(key, draft);
    if (placed instanceof Placement.Granted granted) {
      log.happened(
          granted.now() ? "order placed" : "order placed before",
          "order",
          granted.order().id(),
          "customer",
          granted.order().customerId());
      return new Answer(
          granted.now() ? 201 : 200,
          "application/json",
          Map.of("Location", "/orders/" + granted.order().id()),
          json.write(granted.order()));
    }
    throw new ProblemException(Problem.unprocessable(((Placement.Refused) placed).reason()));
  }

  private Placement place(String key, OrderDraft draft) throws SQLException {
    try {
      return lending.with(database -> placement.place(database, key, draft));
    } finally {
      // After a failure as well: a commit may have been done whose answer was lost.
      news.ordered(draft.lines().stream().map(OrderDraft.Line::productId).toList());
    }
  }
}
