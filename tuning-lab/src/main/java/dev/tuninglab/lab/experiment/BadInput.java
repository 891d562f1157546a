package dev.tuninglab.lab.experiment;

/**
 * Something the user wrote is wrong. The message is one line that names the key, the rule, the
 * value received and what would be right; the command line prints it and exits with 2.
 */
public final class BadInput extends RuntimeException {
  private static final long serialVersionUID = 1;

  public BadInput(String message) {
    super(message);
  }

  /** As above; the cause goes to the log, not to the user. */
  public BadInput(String message, Throwable cause) {
    super(message, cause);
  }
}
