package dev.tuninglab.app.timing;

import java.util.Locale;

/** What the time of a request goes into, in the order in which a response tells it. */
enum Phase {
  /** From the headers being read until a thread takes the request. */
  QUEUE,
  /** What the knob {@code wait} lets pass. */
  WAIT(Phase.LEAST_HANDICAP_MICROS),
  /** What the knob {@code burn} computes. */
  BURN(Phase.LEAST_HANDICAP_MICROS),
  /** The request's JSON becomes an object. */
  PARSE,
  /** Looking into a cache, hashing for it, waiting for another who reads the same. */
  CACHE,
  /** Waiting for a connection, or opening one. */
  ACQUIRE,
  /** Calls that the database answers. */
  QUERY,
  /** The rest of the time for which a connection is held: preparing, binding, making objects. */
  MAP,
  /** Giving the connection back, or closing it. */
  RELEASE,
  /** An object becomes JSON. */
  SERIALIZE,
  /** The request log, as far as the request waits for it before its response goes out. */
  LOG,
  /** Coding the body, up to its first bytes being sent. */
  COMPRESS;

  /**
   * The least that the knobs {@code wait} and {@code burn} can be set to: less is their absence.
   */
  private static final int LEAST_HANDICAP_MICROS = 50;

  private final int leastMicros;

  Phase() {
    this(1);
  }

  Phase(int leastMicros) {
    this.leastMicros = leastMicros;
  }

  /** Whether so long a time says that there was such a phase, and not only the look at a clock. */
  boolean isSaidBy(long micros) {
    return micros >= leastMicros;
  }

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
