package dev.tuninglab.app.knobs.log;

/** Hears what a log loses. Called on the requests' threads: implementations must be quick. */
public interface LogEvents {
  /** A line was thrown away, since the log could not take it. */
  void dropped();
}
