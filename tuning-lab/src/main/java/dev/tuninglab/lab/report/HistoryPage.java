package dev.tuninglab.lab.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** A history as one page that opens offline, without a script: what its template asks for. */
public final class HistoryPage {
  private static final TemplateEngine TEMPLATES =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, null, "dev.tuninglab.lab.report.templates");

  /** Of the drawing, in its own units. */
  private static final double WIDTH = 960;

  private static final double HEIGHT = 260;
  private static final double LEFT = 70;
  private static final double TOP = 16;
  private static final double BOTTOM = 40;
  private static final int MOST_MARKS = 8;
  private static final int SHORT = 40;
  private static final double[] MARKS = {
    0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75,
    0.8, 0.85, 0.9, 0.95, 1, 1.05, 1.1, 1.15, 1.2, 1.3, 1.4, 1.5, 1.75, 2, 2.5, 3, 4, 5, 7, 10, 20,
    50, 100
  };

  private final History history;

  private HistoryPage(History history) {
    this.history = history;
  }

  public static String render(History history) {
    StringOutput output = new StringOutput();
    TEMPLATES.render("history.jte", new HistoryPage(history), output);
    return output.toString();
  }

  public History history() {
    return history;
  }

  public PageFrame frame() {
    return PageFrame.still(title() + ": API Tuning Lab");
  }

  public String title() {
    return HistoryText.title(history);
  }

  public String sentence(History.Place place, History.Trend trend) {
    return HistoryText.sentence(history, trend, place.runs());
  }

  public String figure(History.Run run, String variant) {
    return HistoryText.figure(history, run.figures(), variant);
  }

  /** Whether its table is no longer than a screen or two. */
  public boolean isShort(History.Place place) {
    return place.runs().size() <= SHORT;
  }

  /** A line or a dot of the drawing: ends, and what it says when it is pointed at. */
  public record Mark(String x1, String y1, String x2, String y2, String text) {}

  public String viewBox() {
    return "0 0 " + (int) WIDTH + " " + (int) HEIGHT;
  }

  /** Horizontal lines with a ratio each. */
  public List<Mark> grid(History.Trend trend) {
    Scale scale = Scale.of(trend.ratios());
    double[] marks =
        DoubleStream.of(MARKS)
            .filter(ratio -> Math.log(ratio) > scale.low() && Math.log(ratio) < scale.high())
            .toArray();
    int every = Math.max(1, (int) Math.ceil((double) marks.length / MOST_MARKS));
    List<Mark> grid = new ArrayList<>();
    for (int i = 0; i < marks.length; i += every) {
      grid.add(mark(LEFT, y(scale, marks[i]), WIDTH, y(scale, marks[i]), Words.ratio(marks[i])));
    }
    return grid;
  }

  /** The interval of each run, and the ratio in it. */
  public List<Mark> intervals(History.Place place, History.Trend trend) {
    Scale scale = Scale.of(trend.ratios());
    List<Mark> intervals = new ArrayList<>();
    for (int i = 0; i < trend.ratios().size(); i++) {
      History.Point point = trend.ratios().get(i);
      double x = x(i, trend.ratios().size());
      intervals.add(
          mark(x, y(scale, point.low()), x, y(scale, point.high()), text(place, trend, i)));
    }
    return intervals;
  }

  public List<Mark> dots(History.Place place, History.Trend trend) {
    Scale scale = Scale.of(trend.ratios());
    List<Mark> dots = new ArrayList<>();
    for (int i = 0; i < trend.ratios().size(); i++) {
      double x = x(i, trend.ratios().size());
      double y = y(scale, trend.ratios().get(i).ratio());
      dots.add(mark(x, y, x, y, text(place, trend, i)));
    }
    return dots;
  }

  /** The mean of runs between which nothing changed. */
  public List<Mark> levels(History.Trend trend) {
    Scale scale = Scale.of(trend.ratios());
    int runs = trend.ratios().size();
    return trend.levels().stream()
        .map(
            level ->
                mark(
                    x(level.from(), runs),
                    y(scale, level.ratio()),
                    x(level.to() - 1, runs),
                    y(scale, level.ratio()),
                    Words.ratio(level.ratio())))
        .toList();
  }

  /** Between the last run before a change and the first after it. */
  public List<Mark> changes(History.Trend trend) {
    int runs = trend.ratios().size();
    return trend.levels().stream()
        .skip(1)
        .map(
            level -> {
              double x = (x(level.from() - 1, runs) + x(level.from(), runs)) / 2;
              return mark(x, TOP, x, HEIGHT - BOTTOM, Words.ratio(level.factor()));
            })
        .toList();
  }

  /** When the first and the last run were. */
  public List<Mark> ends(History.Place place) {
    int runs = place.runs().size();
    List<Mark> ends = new ArrayList<>();
    for (int i = 0; i < runs; i += Math.max(1, runs - 1)) {
      double x = x(i, runs);
      ends.add(mark(x, HEIGHT - 12, x, HEIGHT - 12, time(place.runs().get(i))));
    }
    return ends;
  }

  /** Of the label of an end, so that it stays within the drawing. */
  public static String anchor(int index, int count) {
    return count == 1 ? "middle" : index == 0 ? "start" : "end";
  }

  public static String time(History.Run run) {
    return HistoryText.time(run.startedAt());
  }

  /** Whether a level of the trend begins with this run. */
  public static boolean begins(History.Trend trend, int run) {
    return run > 0 && trend.levels().stream().anyMatch(level -> level.from() == run);
  }

  private static String text(History.Place place, History.Trend trend, int run) {
    History.Point point = trend.ratios().get(run);
    return time(place.runs().get(run))
        + ": "
        + Words.ratio(point.ratio())
        + " ("
        + Words.interval(point.low(), point.high())
        + "), "
        + point.verdict()
        + place.runs().get(run).changed().stream()
            .map(changed -> "; other than before: " + changed)
            .collect(Collectors.joining());
  }

  private static double x(int run, int runs) {
    double room = WIDTH - LEFT - 40;
    return LEFT + 20 + (runs == 1 ? room / 2 : room * run / (runs - 1));
  }

  private static double y(Scale scale, double ratio) {
    return TOP + (1 - scale.share(ratio)) * (HEIGHT - TOP - BOTTOM);
  }

  private static Mark mark(double x1, double y1, double x2, double y2, String text) {
    return new Mark(at(x1), at(y1), at(x2), at(y2), text);
  }

  private static String at(double place) {
    return String.format(Locale.ROOT, "%.1f", place);
  }
}
