package dev.tuninglab.lab.experiment;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words for faults. */
final class FaultWords {
  private static final Pattern FORM = Pattern.compile("([a-z-]+)(?:=(.+))?");
  private static final Pattern COUNT = Pattern.compile("\\d{1,9}");
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Duration LEAST_ADDED = Duration.ofMillis(1);
  private static final Duration MOST_ADDED = Duration.ofSeconds(10);
  private static final int MOST_CLIENTS = 1_000;

  /** Makes a fault of what stands behind the equals sign, or of null. */
  private interface Reader {
    Fault read(String key, String value);
  }

  private FaultWords() {}

  private static Reader reader(Fault.Kind kind) {
    return switch (kind) {
      case DB_RESTART -> (key, value) -> alone(key, value, new Fault.DbRestart());
      case DB_STALL -> timed(Fault.DbStall::new);
      case DB_LATENCY -> FaultWords::latency;
      case DB_CUT -> timed(Fault.DbCut::new);
      case CONNECTIONS_EXHAUSTED -> timed(Fault.ConnectionsExhausted::new);
      case SLOW_CLIENT -> FaultWords::slowClient;
      case APP_KILL -> (key, value) -> alone(key, value, new Fault.AppKill());
      case CPU_HOG -> timed(Fault.CpuHog::new);
    };
  }

  static Fault parse(String key, String text) {
    Matcher matcher = FORM.matcher(text);
    Map<String, Fault.Kind> kinds = new LinkedHashMap<>();
    for (Fault.Kind kind : Fault.Kind.values()) {
      kinds.put(kind.id(), kind);
    }
    Fault.Kind kind = matcher.matches() ? kinds.get(matcher.group(1)) : null;
    if (kind == null) {
      String word = text.split("=", 2)[0];
      throw new BadInput(
          key
              + " must be one of "
              + String.join(", ", kinds.keySet())
              + ", or of those with a time such as db-stall=5s, but was '"
              + text
              + "'"
              + Nearest.hint(kinds.keySet(), word));
    }
    return reader(kind).read(key + " " + matcher.group(1), matcher.group(2));
  }

  private static Fault alone(String key, String value, Fault fault) {
    if (value != null) {
      throw new BadInput(
          key + " must have no time, since it lasts as long as it takes, but had '" + value + "'");
    }
    return fault;
  }

  private static Reader timed(Function<Duration, Fault> fault) {
    return (key, value) -> fault.apply(length(key, value));
  }

  private static Fault latency(String key, String value) {
    List<String> parts = parts(key, value, "200ms or 200ms/30s");
    Duration added = Fault.DbLatency.USUAL_ADDED;
    if (!parts.isEmpty()) {
      added = within(key + ", the time added,", parts.get(0), LEAST_ADDED, MOST_ADDED);
    }
    return new Fault.DbLatency(added, length(key, parts.size() < 2 ? null : parts.get(1)));
  }

  private static Fault slowClient(String key, String value) {
    List<String> parts = parts(key, value, "50, 30s or 50/30s");
    boolean counted = !parts.isEmpty() && COUNT.matcher(parts.get(0)).matches();
    if (parts.size() == 2 && !counted) {
      throw clients(key, parts.get(0));
    }
    int clients =
        counted ? clients(key, Integer.parseInt(parts.get(0))) : Fault.SlowClient.USUAL_CLIENTS;
    String length =
        parts.size() == 2 ? parts.get(1) : counted || parts.isEmpty() ? null : parts.get(0);
    return new Fault.SlowClient(clients, length(key, length));
  }

  private static int clients(String key, int clients) {
    if (clients < 1 || clients > MOST_CLIENTS) {
      throw clients(key, "" + clients);
    }
    return clients;
  }

  private static BadInput clients(String key, String was) {
    return new BadInput(
        key + " must have 1 to " + MOST_CLIENTS + " clients, but had '" + was + "'");
  }

  private static List<String> parts(String key, String value, String examples) {
    if (value == null) {
      return List.of();
    }
    List<String> parts = List.of(value.split("/", -1));
    if (parts.size() > 2) {
      throw new BadInput(
          key + " must be of a form such as " + examples + ", but was '" + value + "'");
    }
    return parts;
  }

  private static Duration length(String key, String text) {
    return text == null ? Fault.USUAL_LENGTH : within(key, text, SHORTEST, LONGEST);
  }

  private static Duration within(String key, String text, Duration least, Duration most) {
    Duration time = Units.duration(key, text);
    if (time.compareTo(least) < 0 || time.compareTo(most) > 0) {
      throw new BadInput(
          key
              + " must be "
              + Units.text(least)
              + " to "
              + Units.text(most)
              + ", but was '"
              + text
              + "'");
    }
    return time;
  }
}
