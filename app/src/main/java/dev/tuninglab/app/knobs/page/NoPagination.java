package dev.tuninglab.app.knobs.page;

import dev.tuninglab.app.shop.domain.FeedPart;
import dev.tuninglab.app.shop.domain.FeedRequest;
import java.sql.Connection;
import java.sql.SQLException;

/** Everything in one answer, whatever size was asked for: the list is built in memory, whole. */
final class NoPagination implements Pagination {
  private static final String ALL = FeedRows.feed().getSQL();

  @Override
  public FeedPart part(Connection connection, FeedRequest request) throws SQLException {
    if (!request.cursor().isEmpty()) {
      throw new RefusedCursor();
    }
    return new FeedPart(FeedRows.list(connection, ALL, FeedRows.at(request.since())), null);
  }
}
