package dev.tuninglab.app.knobs.prepare;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Parameters of a JDBC URL of PostgreSQL. */
final class DriverParameters {
  private DriverParameters() {}

  /** Replaces those that are there already: the driver would pick one of two without a word. */
  static String set(String jdbcUrl, Map<String, String> wanted) {
    String[] parts = jdbcUrl.split("\\?", 2);
    Stream<String> kept =
        parts.length == 1
            ? Stream.empty()
            : Arrays.stream(parts[1].split("&"))
                .filter(parameter -> !parameter.isEmpty())
                .filter(parameter -> !wanted.containsKey(parameter.split("=", 2)[0]));
    Stream<String> added =
        new TreeMap<>(wanted).entrySet().stream().map(one -> one.getKey() + "=" + one.getValue());
    return parts[0] + "?" + Stream.concat(kept, added).collect(Collectors.joining("&"));
  }
}
