package dev.tuninglab.gatling.engine;

/** What a request of a virtual user belongs to. */
interface Course {
  /** What the user sends next; null when it is to rest. */
  Flight following();

  /** The flight has ended, well or not. */
  void ended(Flight flight, boolean userWasIdle);
}
