package dev.tuninglab.lab.fault;

import dev.tuninglab.db.DatabaseException;
import dev.tuninglab.db.ShopDatabase;

/** A PostgreSQL that a test has opened, for faults. */
record LabServer(ShopDatabase database) implements Reach.Server {
  @Override
  public String jdbcUrl() {
    return database.jdbcUrl();
  }

  @Override
  public void restart() throws FaultFailed {
    try {
      database.restart();
    } catch (DatabaseException e) {
      throw new FaultFailed(e.getMessage(), e);
    }
  }
}
