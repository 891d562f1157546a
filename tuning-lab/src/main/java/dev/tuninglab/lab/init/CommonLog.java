package dev.tuninglab.lab.init;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The common log form and what extends it: the combined one has the referrer and the user agent
 * behind it, others have a host before it, or times after it.
 */
final class CommonLog implements LogEntry.Form {
  static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);

  private static final Pattern START =
      Pattern.compile("\\[(\\d\\d/\\w{3}/\\d{4}:\\d\\d:\\d\\d:\\d\\d [+-]\\d{4})] \"");
  private static final Pattern STATUS = Pattern.compile(" (\\d{3}) (\\d+|-)(?: |$)");

  private boolean combined;
  private String lastText = "";
  private Instant last;

  @Override
  public LogEntry read(String line) throws LogEntry.Unread {
    Matcher start = START.matcher(line);
    if (!start.find()) {
      throw new LogEntry.Unread(
          "has no time such as [10/Oct/2026:13:55:36 +0000] with a quoted request behind it");
    }
    int quote = closing(line, start.end());
    Matcher status = STATUS.matcher(line);
    if (quote < 0 || !status.find(quote + 1) || status.start() != quote + 1) {
      throw new LogEntry.Unread("has no status and size behind its quoted request");
    }
    return LogEntry.of(
        unescaped(line.substring(start.end(), quote)),
        Integer.parseInt(status.group(1)),
        time(start.group(1)),
        agent(line, status.end()));
  }

  @Override
  public String name() {
    return combined ? "combined form" : "common form";
  }

  private Instant time(String text) throws LogEntry.Unread {
    // Neighbours share their second.
    if (!text.equals(lastText)) {
      try {
        last = OffsetDateTime.parse(text, TIME).toInstant();
        lastText = text;
      } catch (DateTimeException e) {
        throw new LogEntry.Unread("has a time that is none: " + text);
      }
    }
    return last;
  }

  /** The second quoted text from here on. */
  private String agent(String line, int from) {
    int referrer = line.indexOf('"', from);
    int end = referrer < 0 ? -1 : closing(line, referrer + 1);
    int open = end < 0 ? -1 : line.indexOf('"', end + 1);
    int close = open < 0 ? -1 : closing(line, open + 1);
    if (close < 0) {
      return "";
    }
    combined = true;
    return line.substring(open + 1, close);
  }

  /** Of the quote that ends a text; -1 if none does. */
  private static int closing(String line, int from) {
    for (int i = from; i < line.length(); i++) {
      if (line.charAt(i) == '\\') {
        i++;
      } else if (line.charAt(i) == '"') {
        return i;
      }
    }
    return -1;
  }

  /** Servers write what would break the line as {@code \x22} or {@code \"}. */
  private static String unescaped(String request) {
    return request
        .replaceAll("\\\\x([0-9A-Fa-f]{2})", "%$1")
        .replace("\\\"", "%22")
        .replace("\\\\", "%5C");
  }
}
