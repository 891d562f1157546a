package dev.tuninglab.lab.why;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Shares a measured difference out among the parts of a request's time.
 *
 * <p>Parts add up only if none of them overlaps another, and only in their means. So each variant's
 * mean is cut into such parts ({@link TimeParts}), in the same way for both, and each part's
 * difference is set against the difference of the means that the timed slices found. What the parts
 * do not account for is left over, and said.
 *
 * @param list by the share that they account for, the largest first
 * @param leftOver share that none of them accounts for; below 0 when they account for more than was
 *     measured
 */
public record Causes(List<Cause> list, double leftOver) {
  /** Less than this of the difference is not worth a line, and is within the noise of any look. */
  private static final double SMALLEST_SHARE = 0.005;

  public Causes {
    list = List.copyOf(list);
  }

  /**
   * @param differenceMicros candidate less baseline in the mean latency of the timed slices, not 0
   */
  public static Causes of(
      Inside baseline, Inside candidate, double differenceMicros, Distance distance) {
    boolean phases = !baseline.phases().isEmpty() && !candidate.phases().isEmpty();
    Map<String, Double> before = TimeParts.of(baseline, phases, distance);
    Map<String, Double> after = TimeParts.of(candidate, phases, distance);
    List<Cause> all = new ArrayList<>();
    for (String part : common(before, after, phases)) {
      all.add(
          cause(
              part,
              before.getOrDefault(part, 0.0),
              after.getOrDefault(part, 0.0),
              differenceMicros));
    }
    double seen = candidate.meanMicros() - baseline.meanMicros();
    all.add(cause(TimeParts.RATE, 0, differenceMicros - seen, differenceMicros));
    double leftOver = 1 - all.stream().mapToDouble(Cause::share).sum();
    all.removeIf(cause -> Math.abs(cause.share()) < SMALLEST_SHARE);
    all.sort(Comparator.comparingDouble((Cause cause) -> Math.abs(cause.share())).reversed());
    return new Causes(all, leftOver);
  }

  /**
   * A phase that one of them does not name took none of its time; a counter must be had of both.
   */
  private static Set<String> common(
      Map<String, Double> before, Map<String, Double> after, boolean phases) {
    Set<String> parts = new LinkedHashSet<>(before.keySet());
    if (phases) {
      parts.addAll(after.keySet());
    } else {
      parts.retainAll(after.keySet());
    }
    return parts;
  }

  private static Cause cause(String part, double before, double after, double difference) {
    return new Cause(part, TimeParts.words(part), before, after, (after - before) / difference);
  }
}
