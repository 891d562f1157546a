package dev.tuninglab.db;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The log of an embedded server's last start. */
final class ServerLog {
  private static final int LINES = 4;

  private static final Pattern OF_PG_CTL =
      Pattern.compile("waiting for server|\\s*stopped waiting|pg_ctl: could not|Examine the log");

  private ServerLog() {}

  /** What the server said last, or what the cause says when it said nothing. */
  static String lastLines(Path log, Exception cause) {
    try {
      if (Files.exists(log)) {
        List<String> said =
            new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank() && !OF_PG_CTL.matcher(line).lookingAt())
                .toList();
        if (!said.isEmpty()) {
          return String.join(" | ", said.subList(Math.max(0, said.size() - LINES), said.size()));
        }
      }
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
    return String.valueOf(cause.getMessage());
  }
}
