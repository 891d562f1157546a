package dev.tuninglab.lab.fault;

/**
 * Something could not be broken as planned, or not be mended. The message is for the user: which
 * fault, and what happened.
 */
public final class FaultFailed extends Exception {
  private static final long serialVersionUID = 1;

  public FaultFailed(String message) {
    super(message);
  }

  public FaultFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
