package dev.tuninglab.gatling;

/** The load generator could not start, died, refused a slice or did not report in time. */
public final class GeneratorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** One line of what happened, perhaps followed by the last lines of the generator's log. */
  public GeneratorException(String message) {
    super(message);
  }

  /** As above, with its cause. */
  public GeneratorException(String message, Throwable cause) {
    super(message, cause);
  }
}
