package dev.tuninglab.lab.experiment;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a service has to keep, for a rate to be one that it holds: {@code p99<50ms,errors<0.1%}.
 *
 * @param rules upper limits of latencies, at least one, and of the shares of requests that fail or
 *     are refused
 */
public record Sla(List<Gate> rules) {
  public static final String DEFAULT = "p99<50ms,errors<0.1%";

  private static final String KEY = "--sla";

  /** A step is shorter than this only by its requests: machines have pauses of their own. */
  private static final Duration SHORTEST_STEP = Duration.ofSeconds(2);

  /** So that the whole search still ends within minutes. */
  private static final Duration LONGEST_STEP = Duration.ofSeconds(30);

  /**
   * A service that is offered too much falls behind by and by. In a step that is so many times as
   * long as the latency that is allowed, one twentieth too much is enough to be seen.
   */
  private static final int STEPS_PER_LIMIT = 20;

  /** Requests beyond a percentile, so that a single one does not decide a step. */
  private static final double BEYOND = 2;

  public Sla {
    rules = List.copyOf(rules);
    Set<String> figures = new HashSet<>();
    for (Gate rule : rules) {
      check(rule);
      if (!figures.add(rule.figure())) {
        throw new BadInput(KEY + " limits " + rule.figure() + " twice; once is enough");
      }
    }
    if (rules.stream().noneMatch(Sla::isLatency)) {
      throw new BadInput(
          KEY
              + " must limit a latency, such as p99<50ms, or any rate would be held; but was '"
              + text(rules)
              + "'");
    }
  }

  private static void check(Gate rule) {
    boolean counts = rule instanceof Gate.Counted;
    if (!(isLatency(rule) || counts) || !rule.limit().relation().isUpper()) {
      throw new BadInput(
          KEY
              + " takes upper limits of latencies, errors and refused, such as "
              + DEFAULT
              + ", but was given '"
              + rule.text()
              + "'");
    }
    if (isLatency(rule) && rule.limit().value() > longestLimitMicros()) {
      throw new BadInput(
          KEY
              + " takes latencies up to "
              + Units.text(LONGEST_STEP.dividedBy(STEPS_PER_LIMIT))
              + " (a step has to be "
              + STEPS_PER_LIMIT
              + " times as long), but was given '"
              + rule.text()
              + "'");
    }
  }

  private static boolean isLatency(Gate rule) {
    return rule instanceof Gate.Absolute && rule.unit() == LimitUnit.TIME;
  }

  private static double longestLimitMicros() {
    return LONGEST_STEP.toNanos() / 1e3 / STEPS_PER_LIMIT;
  }

  /**
   * The inverse of {@link #text}.
   *
   * @throws BadInput if a rule is none, or not one of an SLA
   */
  public static Sla parse(String text) {
    return new Sla(
        Arrays.stream(text.split(",", -1)).map(rule -> Gate.parse(KEY, rule.strip())).toList());
  }

  public String text() {
    return text(rules);
  }

  private static String text(List<Gate> rules) {
    return rules.stream().map(Gate::text).collect(Collectors.joining(","));
  }

  /** The largest latency that is allowed at any percentile, in microseconds. */
  public double loosestMicros() {
    return rules.stream()
        .filter(Sla::isLatency)
        .mapToDouble(rule -> rule.limit().value())
        .max()
        .orElseThrow();
  }

  /** The shortest time that a rate is offered for, to see whether it is held. */
  public Duration step() {
    Duration seen = Duration.ofNanos((long) (loosestMicros() * 1e3 * STEPS_PER_LIMIT));
    return seen.compareTo(SHORTEST_STEP) < 0 ? SHORTEST_STEP : seen;
  }

  /** The time for which a rate is offered: as long as it takes for enough requests. */
  public Duration step(double ratePerSecond) {
    double needed = rules.stream().mapToDouble(Sla::fewestRequests).max().orElse(0);
    Duration forRequests = Duration.ofMillis((long) Math.ceil(1_000 * needed / ratePerSecond));
    Duration step = step();
    Duration longer = forRequests.compareTo(step) < 0 ? step : forRequests;
    return longer.compareTo(LONGEST_STEP) > 0 ? LONGEST_STEP : longer;
  }

  /** Metrics are claimed from ten requests beyond them on; steps are repeated. */
  private static double fewestRequests(Gate rule) {
    return rule instanceof Gate.Absolute latency
        ? latency.metric().fewestRequests() * BEYOND / 10
        : 0;
  }
}
