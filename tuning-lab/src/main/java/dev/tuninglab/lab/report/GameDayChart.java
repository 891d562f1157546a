package dev.tuninglab.lab.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What the page's script draws of a game day.
 *
 * @param variants and how they are drawn
 * @param faults when something was broken, as it was for the first variant
 * @param lines one a variant
 * @param pooled parts of the time line that a point stands for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record GameDayChart(
    List<ChartData.Styled> variants, List<Shade> faults, List<Line> lines, int pooled) {
  /** More of them could not be told apart, and would make the page heavy. */
  private static final int MOST_POINTS = 600;

  private static final ObjectMapper JSON = new ObjectMapper();

  record Shade(String name, double begin, double end) {}

  record Line(String variant, List<Point> points) {}

  /**
   * @param at when it begins, in seconds
   * @param p99Micros the worst of its parts; null when nothing was completed
   * @param lostShare of the requests that were due, 0 to 1
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Point(double at, Double p99Micros, double lostShare) {}

  static GameDayChart of(GameDayResult found) {
    List<GameDayResult.DayResult> days = found.days();
    int longest = days.stream().mapToInt(day -> day.timeline().size()).max().orElse(0);
    int pooled = (longest + MOST_POINTS - 1) / MOST_POINTS;
    return new GameDayChart(
        ChartData.styled(days.stream().map(GameDayResult.DayResult::variant).toList()),
        days.stream()
            .filter(day -> !day.faults().isEmpty())
            .findFirst()
            .map(day -> day.faults().stream().map(GameDayChart::shade).toList())
            .orElse(List.of()),
        days.stream().map(day -> new Line(day.variant(), points(day.timeline(), pooled))).toList(),
        pooled);
  }

  private static Shade shade(GameDayResult.FaultResult fault) {
    return new Shade(fault.fault(), fault.begin(), fault.end());
  }

  private static List<Point> points(List<GameDayResult.PartResult> parts, int pooled) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < parts.size(); i += pooled) {
      points.add(point(parts.subList(i, Math.min(parts.size(), i + pooled))));
    }
    return points;
  }

  private static Point point(List<GameDayResult.PartResult> parts) {
    long offered = parts.stream().mapToLong(GameDayResult.PartResult::offered).sum();
    long lost = parts.stream().mapToLong(GameDayResult.PartResult::lost).sum();
    return new Point(
        parts.get(0).at(),
        parts.stream()
            .map(GameDayResult.PartResult::p99Micros)
            .filter(Objects::nonNull)
            .max(Double::compare)
            .orElse(null),
        offered == 0 ? 0 : (double) lost / offered);
  }

  /** As JSON that no text in it can end the element around it. */
  String json() {
    try {
      return JSON.writeValueAsString(this).replace("<", "\\u003c");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // numbers and texts: not expected
    }
  }
}
