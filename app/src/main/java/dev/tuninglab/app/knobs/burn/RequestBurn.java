package dev.tuninglab.app.knobs.burn;

/** Processor time that a request wastes before its work begins: the seam of {@code burn}. */
public interface RequestBurn {
  /** Returns once the time is over. On the request's own thread, while it holds nothing. */
  void spend();
}
