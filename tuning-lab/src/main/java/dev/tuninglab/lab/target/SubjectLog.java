package dev.tuninglab.lab.target;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a subject printed. */
record SubjectLog(Path file) {
  private static final int LAST_LINES = 8;

  /** For the end of an error: the last lines, indented, and where the rest is. */
  String tail() {
    try {
      // Latin-1 reads any bytes; a subject may print in an encoding of its own.
      Charset anyBytes = StandardCharsets.ISO_8859_1;
      List<String> lines = Files.readAllLines(file, anyBytes);
      List<String> last =
          lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()).stream()
              .map(AsData::line)
              .toList();
      String text =
          last.isEmpty() ? "  (it printed nothing)" : "  | " + String.join("\n  | ", last);
      return "\n" + text + "\n  whole log: " + file;
    } catch (IOException e) {
      return "\n  its log " + file + " cannot be read: " + e.getMessage();
    }
  }
}
