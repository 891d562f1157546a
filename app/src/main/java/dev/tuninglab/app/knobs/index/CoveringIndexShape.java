package dev.tuninglab.app.knobs.index;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** Carries the list's other columns along: the table is not visited where it was vacuumed. */
final class CoveringIndexShape implements IndexShape {
  private final CustomerIndexes wanted =
      new CustomerIndexes(
          Set.of(
              "CREATE INDEX orders_by_customer_covering ON orders"
                  + " USING btree (customer_id, placed_at DESC, id DESC)"
                  + " INCLUDE (status, total_cents)"),
          "covering.sql");

  @Override
  public void apply(Connection connection) throws SQLException {
    wanted.bringAbout(connection);
  }
}
