package dev.tuninglab.lab.init;

import dev.tuninglab.lab.experiment.BadInput;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** The lines of a file, one after the other; packed by gzip or not. */
final class Lines implements AutoCloseable {
  /** Longer than any line of a log that a server writes. */
  private static final int LONGEST = 1_000_000;

  private final BufferedReader reader;
  private final String name;
  private long number;

  private Lines(BufferedReader reader, String name) {
    this.reader = reader;
    this.name = name;
  }

  /**
   * @param name of the file, for errors
   */
  static Lines of(String name, Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    try {
      in.mark(2);
      boolean packed = in.read() == 0x1f && in.read() == 0x8b;
      in.reset();
      InputStream plain = packed ? new GZIPInputStream(in, 1 << 16) : in;
      return new Lines(
          new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8), 1 << 16), name);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /**
   * The next line; null at the end.
   *
   * @throws BadInput if it is too long to be one
   */
  String next() throws IOException {
    StringBuilder line = new StringBuilder();
    int c = reader.read();
    if (c < 0) {
      return null;
    }
    number++;
    for (; c >= 0 && c != '\n'; c = reader.read()) {
      if (line.length() == LONGEST) {
        throw new BadInput(
            "%s line %d: is longer than %,d characters, so this is no access log"
                .formatted(name, number, LONGEST));
      }
      line.append((char) c);
    }
    return line.toString().stripTrailing();
  }

  /** Of the last line, counted from 1. */
  long number() {
    return number;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
