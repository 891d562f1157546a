package dev.tuninglab.app.knobs.guard;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Ends what nobody waits for any more, in the database and not only in front of it. */
final class ShortTimeLimits implements TimeLimits {
  /** For the answer of a server that has just ended a statement itself. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final GuardSettings settings;

  ShortTimeLimits(GuardSettings settings) {
    this.settings = settings;
  }

  @Override
  public String in(String jdbcUrl) {
    String[] parts = jdbcUrl.split("\\?", 2);
    Map<String, String> parameters = new LinkedHashMap<>();
    if (parts.length > 1) {
      Arrays.stream(parts[1].split("&"))
          .filter(parameter -> !parameter.isEmpty())
          .map(parameter -> parameter.split("=", 2))
          .forEach(pair -> parameters.put(pair[0], pair.length > 1 ? pair[1] : ""));
    }
    // The server ends the statement. Of two of the same name it takes the last.
    parameters.merge("options", statementTimeout(), (own, added) -> own + "%20" + added);
    // Only for a server, or a network, that has fallen silent: the statement may go on there.
    parameters.put("socketTimeout", seconds(settings.statementTimeout().plus(GRACE)));
    parameters.put("connectTimeout", seconds(settings.poolWait()));
    parameters.put("tcpKeepAlive", "true");
    return parts[0]
        + "?"
        + parameters.entrySet().stream()
            .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
            .collect(Collectors.joining("&"));
  }

  private String statementTimeout() {
    return "-c%20statement_timeout=" + settings.statementTimeout().toMillis();
  }

  /** The driver counts whole seconds, and takes 0 for never. */
  private static String seconds(Duration time) {
    return Long.toString(time.plusMillis(999).toSeconds());
  }

  @Override
  public Duration connectionWait(Duration own) {
    return own.compareTo(settings.poolWait()) < 0 ? own : settings.poolWait();
  }
}
