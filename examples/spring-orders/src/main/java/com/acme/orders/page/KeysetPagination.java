// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.page;

import static com.acme.orders.page.FeedRows.BOUND;
import static com.acme.orders.page.FeedRows.BOUND_INSTANT;

import com.acme.orders.domain.FeedPart;
import com.acme.orders.domain.FeedRequest;
import com.acme.orders.domain.OrderSummary;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Remembers the last row, not how many there were: the index leads straight behind it, and rows
 * that are written meanwhile shift nothing.
 */
final class KeysetPagination implements Pagination {
  /** Bound: since, size. */
  private static final String FIRST = FeedRows.feed().limit(BOUND).getSQL();

  /**
   * Bound: since, instant, id, size. jOOQ's seek compares the columns of the order as one row, by
   * which PostgreSQL finds its place in the index.
   */
  private static final String AFTER =
      FeedRows.feed().seek(BOUND_INSTANT, BOUND).limit(BOUND).getSQL();

  private final Cursors cursors;

  KeysetPagination(CursorKey key) {
    this.cursors = new Cursors(key, "orders by placed_at desc, id desc: keyset", 2 * Long.BYTES);
  }

  @Override
  public FeedPart part(Connection connection, FeedRequest request) throws SQLException {
    // One more than asked for, instead of a count: is there a next part?
    long size = request.size() + 1L;
    OffsetDateTime since = FeedRows.at(request.since());
    List<OrderSummary> orders;
    if (request.cursor().isEmpty()) {
      orders = FeedRows.list(connection, FIRST, since, size);
    } else {
      ByteBuffer after = cursors.position(request.cursor(), request.since());
      OffsetDateTime placedAt = FeedRows.at(Instant.EPOCH.plus(after.getLong(), ChronoUnit.MICROS));
      orders = FeedRows.list(connection, AFTER, since, placedAt, after.getLong(), size);
    }
    if (orders.size() <= request.size()) {
      return new FeedPart(orders, null);
    }
    List<OrderSummary> items = orders.subList(0, request.size());
    return new FeedPart(
        items, cursors.issue(position(items.get(items.size() - 1)), request.since()));
  }

  /** In microseconds, as the database keeps instants: nothing may be lost, or rows would be. */
  private static byte[] position(OrderSummary last) {
    return ByteBuffer.allocate(2 * Long.BYTES)
        .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, last.placedAt()))
        .putLong(last.id())
        .array();
  }
}
