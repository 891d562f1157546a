package dev.tuninglab.app.knobs.index;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/**
 * The customer first, then the order of the list: the rows are found and come sorted, and a page
 * stops after its last row. Each row is then fetched from the table.
 */
final class BtreeIndexShape implements IndexShape {
  private final CustomerIndexes wanted =
      new CustomerIndexes(
          Set.of(
              "CREATE INDEX orders_by_customer ON orders"
                  + " USING btree (customer_id, placed_at DESC, id DESC)"),
          "btree.sql");

  @Override
  public void apply(Connection connection) throws SQLException {
    wanted.bringAbout(connection);
  }
}
