package dev.tuninglab.app.knobs.pool;

/** Hears what connections cost. Called on the requests' threads: implementations must be quick. */
public interface PoolEvents {
  /** A connection to the database was opened. */
  void opened();

  /**
   * A borrower waited, whether or not it got a connection.
   *
   * @param nanos for how long, in nanoseconds
   */
  void waited(long nanos);
}
