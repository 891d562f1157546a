package dev.tuninglab.app.knobs.log;

/** Writes nothing, and makes no text, no number object and no file. */
final class NoRequestLog implements RequestLog {
  NoRequestLog(LogSettings settings, LogEvents events) {}

  @Override
  public void answered(String method, String path, int status, long bytes, long micros) {
    // Off.
  }

  @Override
  public void happened(String what, String name, long value, String otherName, long otherValue) {
    // Off.
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
