package dev.tuninglab.db.generator;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Writes rows in the text format of PostgreSQL's COPY: columns parted by tabs, rows by line feeds.
 *
 * <p>Generated values hold no tab, line feed or backslash, so nothing needs escaping; a value that
 * does is refused rather than written wrongly.
 */
final class CopyRows {
  private static final int FLUSH_BYTES = 1 << 16;

  private final OutputStream out;
  private final StringBuilder buffer = new StringBuilder(FLUSH_BYTES + (1 << 13));
  private boolean rowStarted;

  CopyRows(OutputStream out) {
    this.out = out;
  }

  CopyRows add(long value) {
    separate();
    buffer.append(value);
    return this;
  }

  CopyRows add(String value) {
    separate();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\t' || c == '\n' || c == '\r' || c == '\\') {
        throw new IllegalArgumentException("COPY value needs no escaping, but was '" + value + "'");
      }
    }
    buffer.append(value);
    return this;
  }

  CopyRows addInstant(long epochSecond) {
    separate();
    buffer.append(Instant.ofEpochSecond(epochSecond));
    return this;
  }

  void endRow() throws IOException {
    buffer.append('\n');
    rowStarted = false;
    if (buffer.length() >= FLUSH_BYTES) {
      flush();
    }
  }

  void flush() throws IOException {
    out.write(buffer.toString().getBytes(StandardCharsets.UTF_8));
    buffer.setLength(0);
  }

  private void separate() {
    if (rowStarted) {
      buffer.append('\t');
    }
    rowStarted = true;
  }
}
