package dev.tuninglab.lab.report;

import dev.tuninglab.lab.analysis.ChangePoints;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** A history in words, and for a terminal of 80 columns. */
public final class HistoryText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);

  /** What figures of several days cannot say. */
  public static final String NOT_COMPARABLE =
      "Figures of one variant are of their day: machine, neighbours and temperature are in them."
          + " Only ratios, measured side by side, are compared over time.";

  private static final int VALUE = 9;
  private static final int PLOT = 17;

  private HistoryText() {}

  public static String render(History history) {
    StringBuilder out = new StringBuilder();
    TerminalReport.wrap(out, "", title(history) + ". Times are UTC.");
    for (History.Place place : history.places()) {
      out.append('\n');
      TerminalReport.wrap(out, "", machine(place));
      for (History.Trend trend : place.trends()) {
        out.append('\n');
        TerminalReport.wrap(out, "", sentence(history, trend, place.runs()));
        runs(history, place, trend, out);
      }
      if (place.spread() != null) {
        TerminalReport.wrap(out, "", place.spread() + ".");
      }
    }
    out.append('\n');
    TerminalReport.wrap(out, "", NOT_COMPARABLE);
    history.leftOut().forEach(line -> TerminalReport.wrap(out, "left out: ", line));
    return out.toString();
  }

  /** {@code pool over time: P50, workload order}. */
  public static String title(History history) {
    return history.asked().get("experiment")
        + " over time: "
        + Words.percentile(history.metric())
        + ", workload "
        + history.asked().get("workload");
  }

  public static String machine(History.Place place) {
    int runs = place.runs().size();
    return runs
        + (runs == 1 ? " run on " : " runs on ")
        + (place.machine() == null
            ? "a machine that is not known"
            : Words.machine(place.machine()));
  }

  /** {@code pool=hikari against pool=none changed once: from 0.17x to 0.21x (1.24x) with ...}. */
  public static String sentence(History history, History.Trend trend, List<History.Run> runs) {
    String subject = trend.candidate() + " against " + history.baseline();
    if (!trend.changed()) {
      return subject
          + (runs.size() < ChangePoints.FEWEST
              ? ": too few runs to show a change (it takes " + ChangePoints.FEWEST + ")"
              : ": no change was shown; " + Words.ratio(trend.levels().get(0).ratio()));
    }
    StringBuilder out = new StringBuilder(subject + " changed");
    for (History.Level level : trend.levels().subList(1, trend.levels().size())) {
      History.Level before = trend.levels().get(trend.levels().indexOf(level) - 1);
      out.append(level.from() == trend.levels().get(1).from() ? " " : "; then ")
          .append("from ")
          .append(Words.ratio(before.ratio()))
          .append(" to ")
          .append(Words.ratio(level.ratio()))
          .append(" (by ")
          .append(Words.ratio(level.factor()))
          .append(") with the run of ")
          .append(time(runs.get(level.from()).startedAt()))
          .append(String.format(Locale.ROOT, ", p = %.3f", level.pValue()));
    }
    return out.toString();
  }

  public static String time(Instant instant) {
    return TIME.format(instant);
  }

  /** {@code 11.7ms}; "-" where there is none. */
  public static String figure(History history, Map<String, Double> figures, String variant) {
    Double value = figures.get(variant);
    return value == null
        ? "-"
        : history.metric().equals("throughput") ? Words.number(value) + "/s" : Words.latency(value);
  }

  private static void runs(
      History history, History.Place place, History.Trend trend, StringBuilder out) {
    Scale scale = Scale.of(trend.ratios());
    for (int i = 0; i < place.runs().size(); i++) {
      History.Run run = place.runs().get(i);
      History.Point point = trend.ratios().get(i);
      run.changed().forEach(line -> TerminalReport.wrap(out, "-- other than before: ", line));
      if (i > 0 && trend.levels().stream().anyMatch(beginsWith(i))) {
        out.append("== changed\n");
      }
      out.append(time(run.startedAt()))
          .append(TerminalReport.right(Words.ratio(point.ratio()), 8))
          .append(' ')
          .append(
              TerminalReport.pad(
                  "(" + Words.interval(point.low(), point.high()) + ")", VALUE + VALUE))
          .append(TerminalReport.pad(scale.row(point, PLOT), PLOT))
          .append(TerminalReport.right(figure(history, run.figures(), history.baseline()), VALUE))
          .append(TerminalReport.right(figure(history, run.figures(), trend.candidate()), VALUE))
          .append('\n');
    }
  }

  private static Predicate<History.Level> beginsWith(int run) {
    return level -> level.from() == run;
  }
}
