package dev.tuninglab.lab.measure;

/** Why a line of a slice log cannot be used; the message completes "was not used: ". */
final class Foreign extends Exception {
  private static final long serialVersionUID = 1;

  Foreign(String why) {
    super(why);
  }
}
