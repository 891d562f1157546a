package dev.tuninglab.app;

import dev.tuninglab.app.knobs.Knobs;
import dev.tuninglab.app.tuning.Knob;
import java.util.List;

/** The text of {@code --help}. */
final class Usage {
  static final List<String> OPTIONS =
      List.of("--db-url", "--host", "--log-file", "--port", "--set", "--stop-with", "--help");

  private static final String HEAD =
      """
      Usage: java -jar app.jar --db-url=URL [options]
        --db-url=URL       jdbc:postgresql://host:port/database?user=...; or SHOP_DB_URL
        --host=ADDRESS     where to listen; default 127.0.0.1
        --log-file=PATH    the request log, unless log=off; default a temporary file, deleted at the end
        --port=NUMBER      0 to 65535, 0 for any that is free; default 8080
        --set KNOB=VALUE   turn a knob; may be repeated
        --stop-with=PID    stop when that process ends
        --help             show this
      SHOP_CURSOR_KEY      in the environment: base64 of 32 bytes or more that cursors are signed
                           with, the same for all instances; without it, new at each start

      Knobs:
      """;

  private Usage() {}

  static String text() {
    StringBuilder text = new StringBuilder(HEAD);
    for (Knob<?> knob : Knobs.ALL) {
      text.append(
          "  %-18s %s; default %s%n    %s%n"
              .formatted(knob.name(), knob.values().rule(), knob.preset(), knob.expectation()));
    }
    return text.toString();
  }
}
