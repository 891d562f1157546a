package dev.tuninglab.lab.bench;

import dev.tuninglab.db.DatabaseException;
import dev.tuninglab.db.ShopDatabase;
import dev.tuninglab.lab.fault.FaultFailed;
import dev.tuninglab.lab.fault.Reach;

/** The PostgreSQL that this lab has started, for faults. */
record OwnServer(ShopDatabase database) implements Reach.Server {
  @Override
  public String jdbcUrl() {
    return database.jdbcUrl();
  }

  @Override
  public void restart() throws FaultFailed {
    try {
      database.restart();
    } catch (DatabaseException e) {
      throw new FaultFailed("db-restart: " + e.getMessage(), e);
    }
  }
}
