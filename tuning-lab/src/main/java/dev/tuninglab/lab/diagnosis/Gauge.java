package dev.tuninglab.lab.diagnosis;

import dev.tuninglab.lab.why.Counter;
import java.util.Map;

/**
 * Totals that grow as requests are served, and that can be read from outside of the service.
 *
 * @param <T> what one reading tells
 */
interface Gauge<T> {
  /** What is missing without it, as {@code missing} of the diagnosis calls it. */
  String what();

  /** The totals at this instant. */
  T read() throws Unavailable;

  /** What came between two readings, in the units of the counters. */
  Map<Counter, Double> between(T before, T after) throws Unavailable;
}
