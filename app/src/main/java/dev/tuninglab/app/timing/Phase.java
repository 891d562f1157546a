package dev.tuninglab.app.timing;

import java.util.Locale;

/** What the time of a request goes into, in the order in which a response tells it. */
enum Phase {
  /** From the headers being read until a thread takes the request. */
  QUEUE,
  /** What the knob {@code wait} lets pass. */
  WAIT,
  /** What the knob {@code burn} computes. */
  BURN,
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

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
