package dev.tuninglab.app.knobs.guard;

import java.sql.SQLException;

/** Asks the database each time, however often it has just failed. */
final class PlainDatabaseCalls implements DatabaseCalls {
  private final GuardEvents events;

  PlainDatabaseCalls(GuardSettings settings, GuardEvents events) {
    this.events = events;
  }

  @Override
  public <T> T run(Call<T> call) throws SQLException {
    try {
      return call.run();
    } catch (SQLException | RuntimeException e) {
      events.failed(DatabaseTrouble.in(e));
      throw e;
    }
  }

  @Override
  public String breaker() {
    return "none";
  }
}
