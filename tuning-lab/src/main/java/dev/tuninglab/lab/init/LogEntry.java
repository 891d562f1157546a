package dev.tuninglab.lab.init;

import java.time.Instant;

/**
 * A line of an access log.
 *
 * @param method as it stands there; empty for what was no HTTP request
 * @param time null when the line does not tell
 * @param agent who asked, by its own account; empty when the line does not tell
 */
record LogEntry(String method, String target, int status, Instant time, String agent) {

  /** A form of access logs. */
  interface Form {
    /**
     * @return null for a line of that form which is about no request
     * @throws Unread if it is not of that form; the message says why
     */
    LogEntry read(String line) throws Unread;

    /** What it is called, once a line has been read. */
    String name();
  }

  /** A line is not of the form. */
  static final class Unread extends Exception {
    private static final long serialVersionUID = 1;

    Unread(String reason) {
      super(reason, null, false, false);
    }
  }

  /** Of {@code GET /orders HTTP/1.1}. */
  static LogEntry of(String requestLine, int status, Instant time, String agent) {
    String[] words = requestLine.split(" ", 3);
    boolean http =
        words.length == 3 && words[0].matches("[A-Z]{3,20}") && words[2].startsWith("HTTP/");
    return http
        ? new LogEntry(words[0], words[1], status, time, agent)
        : new LogEntry("", "", status, time, agent);
  }
}
