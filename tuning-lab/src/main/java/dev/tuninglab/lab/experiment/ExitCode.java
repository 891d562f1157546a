package dev.tuninglab.lab.experiment;

/** What a command's exit code says; part of the contract with scripts and CI. */
public final class ExitCode {
  /** Done, and every gate held. */
  public static final int DONE = 0;

  /** A gate failed, or could not be decided and was not to pass then. */
  public static final int GATE_FAILED = 1;

  /** Bad input: one line says what, where, and what would be right. */
  public static final int BAD_INPUT = 2;

  /** Measured, but the measurement is invalid. */
  public static final int INVALID = 3;

  /** A target, the database or the generator failed. */
  public static final int FAILED = 4;

  /** Interrupted: children are stopped, slices are kept. */
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
