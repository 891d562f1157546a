package dev.tuninglab.lab.pattern;

/** A copy could not be written; nothing of it is left. The message is one line for the user. */
public final class CopyFailed extends Exception {
  private static final long serialVersionUID = 1;

  CopyFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
