package dev.tuninglab.app.shop;

import static dev.tuninglab.db.jooq.Tables.PRODUCT;

import dev.tuninglab.app.shop.domain.OrderDraft;
import dev.tuninglab.app.shop.domain.OrderLine;
import dev.tuninglab.app.shop.domain.ProductName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jooq.impl.DSL;

/** What the products of a draft are called and cost at this moment; 1 statement. */
final class Offers {
  private static final String OFFERS =
      Sql.JOOQ
          .select(PRODUCT.ID, PRODUCT.SKU, PRODUCT.NAME, PRODUCT.PRICE_CENTS)
          .from(PRODUCT)
          .where(PRODUCT.ID.eq(DSL.any(new Long[0])))
          .getSQL();

  private final OrderDraft draft;
  private final Map<Long, Offer> offers;

  private record Offer(ProductName product, long priceCents) {}

  private Offers(OrderDraft draft, Map<Long, Offer> offers) {
    this.draft = draft;
    this.offers = offers;
  }

  static Offers of(Connection connection, OrderDraft draft) throws SQLException {
    Object[] ids = draft.lines().stream().map(OrderDraft.Line::productId).toArray();
    return new Offers(
        draft,
        Sql.list(
                connection,
                OFFERS,
                row ->
                    new Offer(
                        new ProductName(row.getLong(1), row.getString(2), row.getString(3)),
                        row.getLong(4)),
                connection.createArrayOf("bigint", ids))
            .stream()
            .collect(Collectors.toMap(offer -> offer.product().id(), Function.identity())));
  }

  /** Index of the first line of the draft whose product does not exist. */
  OptionalInt firstUnknown() {
    return IntStream.range(0, draft.lines().size())
        .filter(line -> !offers.containsKey(draft.lines().get(line).productId()))
        .findFirst();
  }

  /** The draft's lines at these prices, when all products are known. */
  List<OrderLine> lines() {
    List<OrderLine> lines = new ArrayList<>();
    for (OrderDraft.Line wanted : draft.lines()) {
      Offer offer = offers.get(wanted.productId());
      lines.add(
          new OrderLine(lines.size() + 1, offer.product(), wanted.quantity(), offer.priceCents()));
    }
    return lines;
  }
}
