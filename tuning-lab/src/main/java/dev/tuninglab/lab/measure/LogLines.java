package dev.tuninglab.lab.measure;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The lines of a file that may hold anything; none takes more memory than a line of ours may. */
final class LogLines {
  /** In bytes: several times the longest line that the lab writes. */
  static final int LONGEST = 1 << 20;

  private LogLines() {}

  /** Told of each line. */
  interface Reader {
    void line(int number, String text);

    void tooLong(int number);
  }

  /**
   * @throws IOException if the file cannot be read; what was read before has been told
   */
  static void read(Path file, Reader reader) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      long length = 0;
      int number = 1;
      for (int next = in.read(); next >= 0; next = in.read()) {
        if (next == '\n') {
          tell(reader, number++, line, length);
          line.reset();
          length = 0;
        } else if (++length <= LONGEST) {
          line.write(next);
        }
      }
      if (length > 0) {
        tell(reader, number, line, length);
      }
    }
  }

  private static void tell(Reader reader, int number, ByteArrayOutputStream line, long length) {
    if (length > LONGEST) {
      reader.tooLong(number);
    } else {
      reader.line(number, line.toString(StandardCharsets.UTF_8));
    }
  }
}
