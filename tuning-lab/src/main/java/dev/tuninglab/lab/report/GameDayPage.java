package dev.tuninglab.lab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the template of a game day asks for: texts ready to show. */
public final class GameDayPage {
  private final Result result;
  private final Set<String> files;
  private final GameDayChart chart;

  GameDayPage(Result result, Set<String> files) {
    this.result = result;
    this.files = files;
    this.chart = GameDayChart.of(result.answer().gameday());
  }

  public Result result() {
    return result;
  }

  public PageFrame frame() {
    return new PageFrame(result.name() + ": API Tuning Lab", chart.json(), List.of());
  }

  /** {@code What if db-stall=5s happens?}. */
  public String question() {
    String faults =
        chart.faults().stream()
            .map(GameDayChart.Shade::name)
            .distinct()
            .collect(Collectors.joining(", then "));
    return faults.isEmpty() ? "A game day" : "What if it breaks? " + faults;
  }

  public String started() {
    return result.startedAt().replaceFirst("T(\\d\\d:\\d\\d).*", " $1 UTC");
  }

  /** One a variant: how it came through the worst of its faults. */
  public List<String> verdicts() {
    return result.answer().gameday().days().stream()
        .filter(day -> !day.faults().isEmpty())
        .map(GameDayPage::verdict)
        .toList();
  }

  private static String verdict(GameDayResult.DayResult day) {
    double lost = day.faults().stream().mapToDouble(GameDayResult.FaultResult::lostRequests).sum();
    boolean never = day.faults().stream().anyMatch(f -> f.recoveredAfterSeconds() == null);
    boolean unnoticed = day.faults().stream().allMatch(f -> f.noticedAfterSeconds() == null);
    String recovered =
        never
            ? "was not as before again within what was measured"
            : "was as before "
                + GameDayText.seconds(
                    day.faults().stream()
                        .mapToDouble(GameDayResult.FaultResult::recoveredAfterSeconds)
                        .max()
                        .orElse(0))
                + " after the end";
    String writes =
        day.writes() == null || day.writes().lost() == 0
            ? ""
            : "; " + day.writes().lost() + " acknowledged writes are lost";
    return day.variant()
        + (unnoticed ? " did not notice" : " " + recovered)
        + "; "
        + (lost == 0 ? "no request was lost" : Words.number(lost) + " requests were lost")
        + writes
        + ".";
  }

  public List<TextTable> tables() {
    return GameDayText.tables(result);
  }

  /** What the tables have no room for. */
  public List<String> sentences() {
    return result.answer().gameday().days().stream()
        .flatMap(d -> GameDayText.sentences(d).stream())
        .toList();
  }

  public String legend() {
    return GameDayText.legend(result.answer().gameday());
  }

  public String head() {
    return GameDayText.head(result);
  }

  public String saysNot() {
    return GameDayText.SAYS_NOT;
  }

  public boolean anyTime() {
    return chart.lines().stream().anyMatch(line -> !line.points().isEmpty());
  }

  public int pooled() {
    return chart.pooled();
  }

  /** By variant, fault and what came before, during and after it. */
  public List<List<String>> phases() {
    List<List<String>> rows = new ArrayList<>();
    for (GameDayResult.DayResult day : result.answer().gameday().days()) {
      for (GameDayResult.FaultResult fault : day.faults()) {
        rows.add(phase(day, fault, "before", fault.before()));
        rows.add(phase(day, fault, "during", fault.during()));
        rows.add(phase(day, fault, "after", fault.after()));
      }
    }
    return rows;
  }

  private static List<String> phase(
      GameDayResult.DayResult day,
      GameDayResult.FaultResult fault,
      String name,
      GameDayResult.PhaseResult phase) {
    return List.of(
        day.variant(),
        fault.fault(),
        name,
        GameDayText.seconds(phase.seconds()),
        String.valueOf(phase.offered()),
        Words.latency(phase.latencyMicros(), "p50"),
        Words.latency(phase.latencyMicros(), "p99"),
        GameDayText.kinds(phase));
  }

  /** How it is known what is usual: by variant and fault. */
  public List<List<String>> bands() {
    return result.answer().gameday().days().stream()
        .flatMap(
            day ->
                day.faults().stream()
                    .map(
                        f ->
                            List.of(
                                day.variant(),
                                f.fault(),
                                String.valueOf(f.band().parts()),
                                Words.latency(f.band().medianP99Micros()),
                                Words.latency(f.band().highestP99Micros()),
                                Words.share(f.band().highestLostShare()),
                                String.valueOf(f.latencyRun()),
                                String.valueOf(f.lossRun()),
                                Words.percent2(f.falseAlarm()))))
        .toList();
  }

  public Map<String, String> links() {
    return BesideTheReport.files(files);
  }

  public VariantStyle style(int index) {
    return VariantStyle.of(index);
  }
}
