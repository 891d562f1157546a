package dev.tuninglab.app;

import dev.tuninglab.app.knobs.Knobs;
import dev.tuninglab.app.knobs.page.CursorKey;
import dev.tuninglab.app.tuning.InvalidSetting;
import dev.tuninglab.app.tuning.Tuning;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the command line and the environment ask for: the only reader of either.
 *
 * @param host the address to listen at
 * @param port 0 to 65535, 0 for any that is free
 * @param dbUrl a JDBC URL of a PostgreSQL, user and password in it
 * @param cursorKey what cursors are signed with
 * @param tuning the effective value of every knob
 * @param logFile where the lines about requests go, unless {@code log=off}
 * @param stopWith the process at whose end to stop
 */
record AppSettings(
    String host,
    int port,
    String dbUrl,
    CursorKey cursorKey,
    Tuning tuning,
    Path logFile,
    OptionalLong stopWith) {
  private static final String DB_URL_VARIABLE = "SHOP_DB_URL";
  private static final String CURSOR_KEY_VARIABLE = "SHOP_CURSOR_KEY";

  /**
   * @throws InvalidSetting when an argument is unknown, missing or breaks its rule
   */
  static AppSettings of(String[] arguments, Map<String, String> environment) {
    Map<String, String> options = new LinkedHashMap<>();
    Map<String, String> knobs = new LinkedHashMap<>();
    for (int i = 0; i < arguments.length; i++) {
      String[] parts = arguments[i].split("=", 2);
      String name = parts[0];
      if (!Usage.OPTIONS.contains(name)) {
        throw new InvalidSetting(
            "an argument must be one of %s, but was '%s'; --help shows them"
                .formatted(String.join(", ", Usage.OPTIONS), name));
      }
      boolean joined = parts.length == 2;
      if (!joined && i + 1 == arguments.length) {
        throw new InvalidSetting(name + " must be followed by a value, but was the last argument");
      }
      String value = joined ? parts[1] : arguments[++i];
      if (name.equals("--set")) {
        addKnob(knobs, value);
      } else if (options.putIfAbsent(name, value) != null) {
        throw new InvalidSetting(
            name + " must be given once, but was given again: '" + value + "'");
      }
    }
    return new AppSettings(
        options.getOrDefault("--host", "127.0.0.1"),
        (int) number("--port", options.getOrDefault("--port", "8080"), 0, 65_535),
        dbUrl(options.get("--db-url"), environment.get(DB_URL_VARIABLE)),
        cursorKey(environment.get(CURSOR_KEY_VARIABLE)),
        Tuning.of(Knobs.ALL, knobs),
        RequestLogFile.of(options.get("--log-file")),
        stopWith(options.get("--stop-with")));
  }

  private static void addKnob(Map<String, String> knobs, String setting) {
    String[] parts = setting.split("=", 2);
    if (parts.length != 2) {
      throw new InvalidSetting("--set must be knob=value, but was '" + setting + "'");
    }
    if (knobs.putIfAbsent(parts[0], parts[1]) != null) {
      throw new InvalidSetting(
          "--set " + parts[0] + " must be given once, but was given again: '" + parts[1] + "'");
    }
  }

  private static String dbUrl(String argument, String variable) {
    String url = Optional.ofNullable(argument).orElse(variable);
    if (url == null) {
      throw new InvalidSetting(
          "--db-url must be jdbc:postgresql://host:port/database, but was missing; "
              + DB_URL_VARIABLE
              + " in the environment does as well");
    }
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new InvalidSetting(
          "--db-url must be jdbc:postgresql://host:port/database, but was '"
              + Redaction.withoutSecrets(url)
              + "'");
    }
    return url;
  }

  /** From the environment alone: what is on a command line, every user of the machine can read. */
  private static CursorKey cursorKey(String variable) {
    if (variable == null) {
      return CursorKey.random();
    }
    try {
      return CursorKey.of(variable);
    } catch (IllegalArgumentException e) {
      throw new InvalidSetting(
          CURSOR_KEY_VARIABLE
              + " in the environment "
              + e.getMessage()
              + "; openssl rand -base64 32 makes one");
    }
  }

  private static OptionalLong stopWith(String text) {
    if (text == null) {
      return OptionalLong.empty();
    }
    long pid = number("--stop-with", text, 1, Integer.MAX_VALUE);
    if (ProcessHandle.of(pid).isEmpty()) {
      throw new InvalidSetting(
          "--stop-with must be the id of a running process, but was '" + pid + "'");
    }
    return OptionalLong.of(pid);
  }

  private static long number(String name, String text, long min, long max) {
    if (text.matches("[0-9]{1,10}")) {
      long number = Long.parseLong(text);
      if (number >= min && number <= max) {
        return number;
      }
    }
    throw new InvalidSetting(
        "%s must be a whole number from %d to %d, but was '%s'".formatted(name, min, max, text));
  }
}
