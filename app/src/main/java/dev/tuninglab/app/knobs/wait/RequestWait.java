package dev.tuninglab.app.knobs.wait;

/** Time that a request loses before its work begins: the seam of the knob {@code wait}. */
public interface RequestWait {
  /** Returns once the time is over. On the request's own thread, while it holds nothing. */
  void pause();
}
