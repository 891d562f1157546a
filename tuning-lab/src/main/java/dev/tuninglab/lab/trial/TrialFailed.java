package dev.tuninglab.lab.trial;

/** The load generator or the disk failed; the message is for the user. */
public final class TrialFailed extends Exception {
  private static final long serialVersionUID = 1;

  public TrialFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
