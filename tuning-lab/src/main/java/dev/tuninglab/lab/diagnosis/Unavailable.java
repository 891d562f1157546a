package dev.tuninglab.lab.diagnosis;

/** Something cannot be looked at; the message says why, and what would help, in one line. */
final class Unavailable extends Exception {
  private static final long serialVersionUID = 1;

  Unavailable(String why) {
    super(why.lines().findFirst().orElse(""));
  }

  Unavailable(String why, Throwable cause) {
    super(why.lines().findFirst().orElse(""), cause);
  }
}
