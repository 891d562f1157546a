package dev.tuninglab.app.knobs.guard;

import java.sql.SQLException;

/** Whether the database is asked at all: the third seam of the knob {@code guard}. */
public interface DatabaseCalls {
  /** What is done with the database, from the borrowing of a connection to its return. */
  interface Call<T> {
    T run() throws SQLException;
  }

  /**
   * Runs the call.
   *
   * @throws Refused when the database is better left alone; the call has not begun then
   */
  <T> T run(Call<T> call) throws SQLException;

  /**
   * How a circuit breaker stands: {@code none}, {@code closed}, {@code half-open}, {@code open}.
   */
  String breaker();
}
