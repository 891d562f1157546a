// Copied from API Tuning Lab with its package names changed; Apache License 2.0.
package com.acme.orders.page;

import com.acme.orders.domain.FeedPart;
import com.acme.orders.domain.FeedRequest;
import java.sql.Connection;
import java.sql.SQLException;

/** How a long list is handed out in parts: the seam of the knob {@code page}. */
public interface Pagination {
  /**
   * The part of the feed at the request's cursor: orders by the instant they were placed at, newest
   * first, and among those of one instant by falling id. Whoever follows {@code next} from an empty
   * cursor on meets every order once, as long as nobody writes.
   *
   * @throws RefusedCursor when this process did not issue the cursor, or not for such a request
   */
  FeedPart part(Connection connection, FeedRequest request) throws SQLException;
}
