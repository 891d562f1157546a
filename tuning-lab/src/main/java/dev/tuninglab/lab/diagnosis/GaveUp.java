package dev.tuninglab.lab.diagnosis;

/** The look into a subject cannot go on: it died, or the load generator did. */
final class GaveUp extends Exception {
  private static final long serialVersionUID = 1;

  GaveUp(String why, Throwable cause) {
    super(why.lines().findFirst().orElse(""), cause);
  }
}
