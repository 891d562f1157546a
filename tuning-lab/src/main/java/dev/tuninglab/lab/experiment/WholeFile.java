package dev.tuninglab.lab.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that whoever reads them, at any time, finds whole. */
public final class WholeFile {
  private WholeFile() {}

  /**
   * Writes a file, or another in its place.
   *
   * @throws UncheckedIOException if it cannot be written, as on a full disk; then what was there
   *     still is
   */
  public static void write(Path file, String content) {
    try {
      Path part = file.resolveSibling(file.getFileName() + ".part");
      try {
        Files.writeString(part, content);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
