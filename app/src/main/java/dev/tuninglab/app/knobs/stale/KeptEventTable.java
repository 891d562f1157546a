package dev.tuninglab.app.knobs.stale;

import dev.tuninglab.app.tuning.DatabaseLock;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;

/** One ordinary table that only grows, as the migrations make it. */
final class KeptEventTable implements EventTable {
  @Override
  public void apply(Connection connection) throws SQLException {
    EventMonths months = new EventMonths(connection);
    DatabaseLock.run(
        connection,
        EventMonths.LOCK,
        () -> {
          if (months.isPartitioned() || !months.archived().isEmpty()) {
            months.finishDetaching();
            new EventTableExchange(connection).toOrdinary(months.archived());
          }
          if (months.isPartitioned() || !months.archived().isEmpty()) {
            throw new SQLException(
                "order_event must be one ordinary table, but has partitions or an archive");
          }
        });
  }

  @Override
  public AutoCloseable upkeep(Database database, Consumer<Exception> onFailure) {
    return () -> {};
  }
}
