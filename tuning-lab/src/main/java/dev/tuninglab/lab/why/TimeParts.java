package dev.tuninglab.lab.why;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Cuts the mean of a variant's latency into parts that do not overlap.
 *
 * <p>Where the service says its phases ({@code Server-Timing}), those are the parts: {@code query}
 * is cut once more, into what the database says it worked and the way there and back, and what the
 * whole of the service's time leaves of the latency lies outside of it. Where it does not, the
 * parts are what counters tell of a request that does one thing after the other: the database's
 * work, the ways to it, waits for connections and locks, the service's own CPU time, and the way of
 * the response over a link of known speed.
 */
final class TimeParts {
  static final String RATE = "rate";
  static final String OUTSIDE = "outside";
  static final String TRANSFER = "transfer";
  static final String DATABASE_WAYS = "databaseWays";

  private static final String TOTAL = "total";
  private static final String QUERY = "query";

  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry(RATE, "waiting that only the rate of the timed slices brings"),
          Map.entry(OUTSIDE, "time outside of the service (client and network)"),
          Map.entry(TRANSFER, "time of the response on the link"),
          Map.entry(DATABASE_WAYS, "time on the way to the database and back"),
          Map.entry("acquire", "time to get a database connection"),
          Map.entry("release", "time to give the database connection back"),
          Map.entry("map", "time to make objects of rows"),
          Map.entry("serialize", "time to write the response as JSON"),
          Map.entry("compress", "time to compress the response"),
          Map.entry("log", "time to log"),
          Map.entry("queue", "time until a thread takes the request"),
          Map.entry("pause", "time that the request is made to wait"));

  private TimeParts() {}

  /** Microseconds a request by the part's name; parts that are not known are absent. */
  static Map<String, Double> of(Inside inside, boolean byPhases, Distance distance) {
    Map<String, Double> parts = new LinkedHashMap<>();
    double transfer =
        inside.of(Counter.RESPONSE_BYTES).orElse(0) * distance.microsPerResponseByte();
    if (byPhases) {
      phases(inside, transfer, parts);
    } else {
      counters(inside, distance, parts);
    }
    if (distance.microsPerResponseByte() > 0) {
      parts.put(TRANSFER, transfer);
    }
    return parts;
  }

  private static void phases(Inside inside, double transfer, Map<String, Double> parts) {
    OptionalDouble database = inside.of(Counter.DB_MICROS);
    for (Phase phase : inside.phases()) {
      if (phase.name().equals(TOTAL)) {
        parts.put(OUTSIDE, Math.max(0, inside.meanMicros() - phase.microsPerRequest() - transfer));
      } else if (phase.name().equals(QUERY) && database.isPresent()) {
        double query = phase.microsPerRequest();
        double worked = Math.min(query, database.getAsDouble());
        parts.put(Counter.DB_MICROS.id(), worked);
        parts.put(DATABASE_WAYS, query - worked);
      } else {
        parts.merge(phase.name(), phase.microsPerRequest(), Double::sum);
      }
    }
  }

  private static void counters(Inside inside, Distance distance, Map<String, Double> parts) {
    for (Counter counter :
        new Counter[] {
          Counter.DB_MICROS, Counter.CPU_MICROS, Counter.POOL_WAIT_MICROS, Counter.LOCK_WAIT_MICROS
        }) {
      inside.of(counter).ifPresent(micros -> parts.put(counter.id(), micros));
    }
    OptionalDouble statements = inside.of(Counter.SQL_STATEMENTS);
    if (distance.databaseMicros() > 0 && statements.isPresent()) {
      parts.put(DATABASE_WAYS, statements.getAsDouble() * distance.databaseMicros());
    }
  }

  /** As people read it. */
  static String words(String part) {
    return Counter.named(part)
        .map(Counter::words)
        .orElseGet(() -> WORDS.getOrDefault(part, "time in the phase " + part));
  }
}
