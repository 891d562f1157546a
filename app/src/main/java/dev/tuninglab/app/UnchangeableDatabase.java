package dev.tuninglab.app;

/** A knob has to change the database, and may not: trying again does not help. */
final class UnchangeableDatabase extends StartFailure {
  private static final long serialVersionUID = 1;

  UnchangeableDatabase(String message) {
    super(message);
  }
}
