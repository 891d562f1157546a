package dev.tuninglab.lab.why;

/**
 * SQL statements of one shape: alike but for their constants.
 *
 * @param text with {@code $1} where constants stood; cut where it is very long
 * @param calls a request
 * @param rows that it sent, or changed, a request
 * @param micros of planning and executing, a request
 * @param blocks of 8 KiB that it read, a request
 */
public record Statement(String text, double calls, double rows, double micros, double blocks) {
  /** Twice may be a check before and after; from here on it is a loop around a statement. */
  private static final double MANY = 3;

  /** Whether it runs many times a request: an N+1. */
  public boolean repeats() {
    return calls >= MANY;
  }
}
