package dev.tuninglab.app;

/** Something that the app needs from outside cannot be had. The message is one line. */
class StartFailure extends Exception {
  private static final long serialVersionUID = 1;

  StartFailure(String message) {
    super(message);
  }
}
