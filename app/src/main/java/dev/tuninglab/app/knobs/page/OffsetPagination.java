package dev.tuninglab.app.knobs.page;

import static dev.tuninglab.app.knobs.page.FeedRows.BOUND;

import dev.tuninglab.app.shop.domain.FeedPart;
import dev.tuninglab.app.shop.domain.FeedRequest;
import dev.tuninglab.app.shop.domain.OrderSummary;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Counts rows from the start: the database reads all that stand before the part, for nothing. */
final class OffsetPagination implements Pagination {
  /** Bound: since, offset, size. */
  private static final String PART = FeedRows.feed().limit(BOUND).offset(BOUND).getSQL();

  private final Cursors cursors;

  OffsetPagination(CursorKey key) {
    this.cursors = new Cursors(key, "orders by placed_at desc, id desc: offset", Long.BYTES);
  }

  @Override
  public FeedPart part(Connection connection, FeedRequest request) throws SQLException {
    long offset =
        request.cursor().isEmpty()
            ? 0
            : cursors.position(request.cursor(), request.since()).getLong();
    // One more than asked for, instead of a count: is there a next part?
    List<OrderSummary> orders =
        FeedRows.list(connection, PART, FeedRows.at(request.since()), offset, request.size() + 1L);
    if (orders.size() <= request.size()) {
      return new FeedPart(orders, null);
    }
    byte[] next = ByteBuffer.allocate(Long.BYTES).putLong(offset + request.size()).array();
    return new FeedPart(orders.subList(0, request.size()), cursors.issue(next, request.since()));
  }
}
