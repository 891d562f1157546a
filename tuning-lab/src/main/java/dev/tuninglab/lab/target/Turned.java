package dev.tuninglab.lab.target;

/** What came of turning knobs of a subject that runs. */
public sealed interface Turned {
  /** All of them took effect, as the subject itself reports. */
  record Done() implements Turned {}

  /**
   * The subject would not, and is as it was.
   *
   * @param why in its own words
   */
  record Refused(String why) implements Turned {}

  /** The subject takes its settings only when it is started. */
  record OnlyAtStart() implements Turned {}
}
