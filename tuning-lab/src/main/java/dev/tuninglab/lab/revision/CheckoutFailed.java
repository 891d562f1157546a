package dev.tuninglab.lab.revision;

/** A revision could not be checked out, or not be built. */
public final class CheckoutFailed extends Exception {
  private static final long serialVersionUID = 1;

  CheckoutFailed(String message) {
    super(message);
  }

  CheckoutFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
