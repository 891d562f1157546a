package dev.tuninglab.app.knobs.guard;

/** Whether a request is worked on at all: the second seam of the knob {@code guard}. */
public interface Admission {
  /**
   * Asks to be let in, before anything is done for the request; never waits.
   *
   * @return to be told when the answer is complete, or failed
   * @throws Refused when the request should come back later
   */
  Permit enter();

  /** A request that was let in. */
  interface Permit {
    /** It has ended; a second call does nothing. */
    void leave();
  }
}
