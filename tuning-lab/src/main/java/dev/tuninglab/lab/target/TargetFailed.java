package dev.tuninglab.lab.target;

/**
 * A subject did not start, did not become ready, did not take its settings, or died. The message is
 * for the user: what happened, the last lines of the subject's log, and where the whole log is.
 */
public final class TargetFailed extends Exception {
  private static final long serialVersionUID = 1;

  public TargetFailed(String message) {
    super(message);
  }

  public TargetFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
