package dev.tuninglab.lab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A game day in words and tables, for terminals of 80 columns and for Markdown. */
final class GameDayText {
  private GameDayText() {}

  /** {@code 0.4s}, {@code 12.3s}. */
  static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.1fs", seconds);
  }

  static String terminal(Result result) {
    StringBuilder out = new StringBuilder();
    TerminalReport.wrap(out, "", head(result));
    Words.links(result).forEach(link -> TerminalReport.wrap(out, "", link));
    out.append('\n');
    TerminalReport.wrap(out, "", legend(result.answer().gameday()));
    out.append('\n');
    tables(result).forEach(table -> table.terminal(out));
    result
        .answer()
        .gameday()
        .days()
        .forEach(day -> sentences(day).forEach(text -> TerminalReport.wrap(out, "", text)));
    out.append('\n');
    result
        .gates()
        .forEach(gate -> TerminalReport.wrap(out, GateText.prefix(gate), GateText.line(gate)));
    result.invalidReasons().forEach(r -> TerminalReport.wrap(out, "INVALID: ", r));
    result.warnings().forEach(warning -> TerminalReport.wrap(out, "warning: ", warning));
    TerminalReport.wrap(out, "", SAYS_NOT);
    return out.toString();
  }

  static final String SAYS_NOT =
      "One day of each variant: it shows how it fails and comes back, not by how much one is"
          + " better; have it again before you rely on tenths of a second.";

  static String head(Result result) {
    GameDayResult found = result.answer().gameday();
    return result.name()
        + ": workload "
        + result.workload()
        + (result.plan().ratePerSecond() == null
            ? ""
            : ", " + Words.number(result.plan().ratePerSecond()) + "/s to each variant in turn")
        + ", "
        + result.plan().arrivals()
        + " arrivals, given up after "
        + seconds(found.timeoutSeconds())
        + "; "
        + result.data();
  }

  /** What the columns of the tables are. */
  static String legend(GameDayResult found) {
    return "P99 before, during and after (or the highest percentile that enough requests show);"
        + " requests lost; noticed so long after the begin; recovered, that is as before for "
        + seconds(found.holdSeconds())
        + ", from so long after the end on";
  }

  /** For each fault: what it did to the variants. */
  static List<TextTable> tables(Result result) {
    List<TextTable> tables = new ArrayList<>();
    List<GameDayResult.DayResult> days =
        result.answer().gameday().days().stream().filter(day -> !day.faults().isEmpty()).toList();
    int faults = days.stream().mapToInt(day -> day.faults().size()).max().orElse(0);
    for (int i = 0; i < faults; i++) {
      tables.add(table(days, i));
    }
    return tables;
  }

  private static TextTable table(List<GameDayResult.DayResult> days, int index) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("variant", "before", "during", "after", "lost", "noticed", "recovered"));
    for (GameDayResult.DayResult day : days) {
      if (index < day.faults().size()) {
        GameDayResult.FaultResult fault = day.faults().get(index);
        rows.add(
            List.of(
                day.variant(),
                p99(fault.before()),
                p99(fault.during()),
                p99(fault.after()),
                Words.number(fault.lostRequests()),
                fault.noticedAfterSeconds() == null
                    ? "never"
                    : "+" + seconds(fault.noticedAfterSeconds()),
                fault.recoveredAfterSeconds() == null
                    ? "not seen"
                    : "+" + seconds(fault.recoveredAfterSeconds())));
      }
    }
    GameDayResult.FaultResult first =
        days.stream()
            .filter(day -> index < day.faults().size())
            .findFirst()
            .orElseThrow()
            .faults()
            .get(index);
    return new TextTable(
        first.fault()
            + " from "
            + seconds(first.begin())
            + ", mended at "
            + seconds(first.end())
            + ", watched until "
            + seconds(first.until())
            + ":",
        rows);
  }

  /** The P99; with too few requests for it, the highest percentile that they show. */
  private static String p99(GameDayResult.PhaseResult phase) {
    for (String metric : List.of("p99", "p95", "p90", "p50")) {
      if (phase.latencyMicros().containsKey(metric)) {
        String latency = Words.latency(phase.latencyMicros(), metric);
        return metric.equals("p99") ? latency : Words.percentile(metric) + " " + latency;
      }
    }
    return "-";
  }

  /** What the table has no room for. */
  static List<String> sentences(GameDayResult.DayResult day) {
    List<String> sentences = new ArrayList<>();
    for (GameDayResult.FaultResult fault : day.faults()) {
      String of = day.variant() + ", " + fault.fault() + ": ";
      lost(fault).ifPresent(text -> sentences.add(of + text));
      if (fault.note() != null) {
        sentences.add(of + fault.note());
      }
      if (fault.relapsedAfterSeconds() != null) {
        sentences.add(
            of
                + "it went out of the band again "
                + seconds(fault.relapsedAfterSeconds())
                + " after the end");
      }
    }
    if (day.writes() != null) {
      sentences.add(day.variant() + ": " + writes(day.writes()));
      day.writes().examples().forEach(example -> sentences.add(day.variant() + ": " + example));
    }
    return sentences;
  }

  private static Optional<String> lost(GameDayResult.FaultResult fault) {
    List<String> said = new ArrayList<>();
    String during = kinds(fault.during());
    String after = kinds(fault.after());
    if (!during.isEmpty()) {
      said.add("due while it lasted: " + during);
    }
    if (!after.isEmpty()) {
      said.add("due afterwards: " + after);
    }
    return said.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", said));
  }

  /** {@code 412 timeout, 100 refused}; empty for none. */
  static String kinds(GameDayResult.PhaseResult phase) {
    List<String> kinds =
        phase.failedByKind().entrySet().stream()
            .map((Map.Entry<String, Long> kind) -> kind.getValue() + " " + kind.getKey())
            .collect(Collectors.toCollection(ArrayList::new));
    if (phase.refused() > 0) {
      kinds.add(phase.refused() + " refused");
    }
    return String.join(", ", kinds);
  }

  /** {@code 5500 writes due, 5210 acknowledged: none lost; ...}. */
  static String writes(GameDayResult.WritesResult audit) {
    List<String> said = new ArrayList<>();
    said.add(
        audit.offered()
            + " writes due, "
            + audit.acknowledged()
            + " acknowledged: "
            + (audit.lost() > 0 ? audit.lost() + " LOST" : "none lost"));
    if (audit.notLookedFor() > 0) {
      said.add(audit.notLookedFor() + " could not be looked for");
    }
    if (audit.unknown() > 0) {
      said.add(
          audit.unknown()
              + " of which nobody knew, sent again, "
              + audit.settled()
              + " of them acknowledged then");
    }
    if (audit.refused() + audit.notSent() > 0) {
      said.add(audit.refused() + " refused, " + audit.notSent() + " never sent");
    }
    said.add(
        audit.duplicates() == null
            ? "whether any was done twice is not known"
            : audit.duplicates() > 0
                ? audit.duplicates() + " DONE TWICE, by the database's count"
                : "none done twice, by the database's count");
    if (!audit.whole()) {
      said.add("the ledger is not whole");
    }
    return String.join("; ", said);
  }
}
