package dev.tuninglab.lab.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What the page's script draws of a search for capacities: latency over the rate that was offered,
 * and where numbers of users were tried, throughput over them.
 *
 * @param figure that the SLA limits: {@code p99}
 * @param limitMicros its limit
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Reach(String figure, double limitMicros, List<Line> lines, List<Law> laws) {

  /**
   * @param low lower end of the interval in which the capacity lies; null where it is unknown
   * @param high upper end
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Line(String variant, Double low, Double high, List<Point> points) {}

  record Point(int fork, double rate, double micros, boolean held) {}

  /**
   * @param curve what the law says at the same numbers of users
   */
  record Law(String variant, List<List<Double>> measured, List<List<Double>> curve) {}

  /** Null where no capacity was looked for. */
  static Reach of(CapacityResult capacity) {
    return capacity == null
        ? null
        : new Reach(
            capacity.figure(),
            capacity.limitMicros(),
            capacity.variants().stream().map(Reach::line).toList(),
            capacity.variants().stream().map(Reach::law).filter(Objects::nonNull).toList());
  }

  private static Line line(CapacityResult.HeldResult held) {
    List<Point> points = new ArrayList<>();
    for (CapacityResult.TryResult tried : held.tries()) {
      if (tried.figureMicros() != null && tried.counts()) {
        points.add(
            new Point(tried.fork(), tried.ratePerSecond(), tried.figureMicros(), tried.held()));
      }
    }
    return new Line(held.variant(), held.low(), held.high(), points);
  }

  private static Law law(CapacityResult.HeldResult held) {
    CapacityResult.ScalabilityResult law = held.scalability();
    if (law == null) {
      return null;
    }
    List<List<Double>> measured =
        law.points().stream().map(p -> List.of((double) p.users(), p.perSecond())).toList();
    List<List<Double>> curve =
        law.points().stream().map(p -> List.of((double) p.users(), p.law())).toList();
    return new Law(held.variant(), measured, curve);
  }
}
