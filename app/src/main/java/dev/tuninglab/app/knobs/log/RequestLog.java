package dev.tuninglab.app.knobs.log;

/**
 * What a service writes down of its requests: the seam of the knob {@code log}. Values are handed
 * over by name and number, so that a log that is off makes no text of them.
 */
public interface RequestLog extends AutoCloseable {
  /**
   * One line for a request that has been answered.
   *
   * @param path as the client sent it; whatever is in it cannot end the line
   * @param bytes of the body that was sent
   * @param micros from the request's headers being read, in microseconds
   */
  void answered(String method, String path, int status, long bytes, long micros);

  /**
   * One line for something that happened in the business, with two values and their names.
   *
   * @param what a constant, such as {@code order placed}
   */
  void happened(String what, String name, long value, String otherName, long otherValue);

  /** Writes what has been handed over; nobody may hand over more. */
  @Override
  void close();
}
