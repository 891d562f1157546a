package dev.tuninglab.lab.target;

import java.util.Map;

/** What came of turning knobs of a subject that runs. */
public sealed interface Turned {
  /**
   * All of them took effect.
   *
   * @param settings in effect from now on, as the subject reports them
   */
  record Done(Map<String, String> settings) implements Turned {
    public Done {
      settings = Map.copyOf(settings);
    }
  }

  /**
   * The subject would not, and is as it was.
   *
   * @param why in its own words
   */
  record Refused(String why) implements Turned {}

  /** The subject takes its settings only when it is started. */
  record OnlyAtStart() implements Turned {}
}
