package dev.tuninglab.lab.panel;

import java.util.Map;

/**
 * What one slice showed.
 *
 * @param at its end, in milliseconds since 1970
 * @param p50 microseconds from the scheduled instant, as are the others; null if nothing completed
 * @param statements SQL statements a request; null if it is not known, as are the others
 * @param connections to the database that were opened, a request
 * @param rows that statements returned, a request
 * @param bytes received a request
 * @param errors failed requests by kind
 */
public record Point(
    long at,
    String pane,
    double seconds,
    long offered,
    long completed,
    long failed,
    long refused,
    double perSecond,
    Double p50,
    Double p95,
    Double p99,
    Double statements,
    Double connections,
    Double rows,
    Double bytes,
    Map<String, Long> errors) {
  public Point {
    errors = Map.copyOf(errors);
  }
}
