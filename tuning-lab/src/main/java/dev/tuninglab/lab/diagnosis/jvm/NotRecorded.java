package dev.tuninglab.lab.diagnosis.jvm;

/** A process was not, or not to the end, looked into; the message is one line that says why. */
public final class NotRecorded extends Exception {
  private static final long serialVersionUID = 1;

  NotRecorded(String message) {
    super(message);
  }

  NotRecorded(String message, Throwable cause) {
    super(message, cause);
  }
}
