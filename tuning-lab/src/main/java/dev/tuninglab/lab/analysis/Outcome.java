package dev.tuninglab.lab.analysis;

/** What may be said of a figure that has to keep a limit. */
public enum Outcome {
  /** The whole interval keeps the limit. */
  HELD,
  /** The whole interval breaks it. */
  FAILED,
  /** Neither is shown, or too little was measured to tell. */
  UNDECIDED
}
