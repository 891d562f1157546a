package dev.tuninglab.lab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the HTML template asks for: texts ready to show, positions ready to draw. */
public final class ReportPage {
  public static final List<String> COLUMNS = List.of("p50", "p90", "p95", "p99", "p99.9", "max");

  private static final int WARNINGS_ABOVE = 2;

  private final Report report;
  private final List<String> names;
  private final Timeline timeline;
  private final Curves curves;
  private final Flames flames;

  ReportPage(Report report) {
    this.report = report;
    this.names = report.result().variants().stream().map(Result.VariantResult::name).toList();
    this.timeline = Timeline.of(report.recording());
    this.curves = Curves.of(report.recording(), names);
    this.flames = Flames.of(report);
  }

  public Result result() {
    return report.result();
  }

  public PageFrame frame() {
    ChartData data =
        new ChartData(
            ChartData.styled(names),
            curves,
            timeline,
            rates(),
            phases(),
            Reach.of(result().answer().capacity()),
            result().answer().matrix() == null ? null : Pairs.of(result()));
    return new PageFrame(
        result().name() + ": API Tuning Lab",
        data.json(),
        flames.shown().stream().map(Flames.Flame::page).toList());
  }

  /** Whether there is more than one candidate. */
  public boolean several() {
    return result().candidates().size() > 1;
  }

  /** Whether candidates were compared with a baseline, rather than something else asked. */
  public boolean compares() {
    return result().answer().compares();
  }

  public AnswerPage answer() {
    return new AnswerPage(result());
  }

  public String question() {
    if (!compares()) {
      return answer().question();
    }
    boolean capacity = result().plan().primaryMetric().equals("throughput");
    return "What does " + result().name() + " do to " + (capacity ? "throughput?" : "latency?");
  }

  /** {@code 2026-11-24 10:00 UTC}. */
  public String started() {
    return result().startedAt().replaceFirst("T(\\d\\d:\\d\\d).*", " $1 UTC");
  }

  public String verdict(Result.VariantResult candidate) {
    return VerdictText.verdict(result(), candidate.name());
  }

  /** {@code faster} and so on; {@code none} where there is no verdict. */
  public String outcome(Result.VariantResult candidate) {
    Result.ComparisonResult primary = result().primary(candidate.name());
    return primary == null ? "none" : primary.verdict();
  }

  /** A sign of a verdict's own, besides its colour. */
  public static String sign(String verdict) {
    return switch (verdict) {
      case "faster" -> "\u25bc";
      case "slower" -> "\u25b2";
      case "same" -> "=";
      default -> "?";
    };
  }

  /** {@code P50 11.7ms to 2.04ms, P90 16.0ms to 3.04ms}: what was claimed, baseline first. */
  public String figures(Result.VariantResult candidate) {
    Map<String, Double> baseline = result().variants().get(0).latencyMicros();
    return result().comparisons().stream()
        .filter(c -> c.candidate().equals(candidate.name()) && c.endpoint() == null)
        .map(Result.ComparisonResult::metric)
        .filter(metric -> baseline.containsKey(metric))
        .filter(metric -> candidate.latencyMicros().containsKey(metric))
        .map(
            metric ->
                Words.percentile(metric)
                    + " "
                    + Words.latency(baseline, metric)
                    + " to "
                    + Words.latency(candidate.latencyMicros(), metric))
        .collect(Collectors.joining(", "));
  }

  /** The first sentence on why a candidate differs; empty where there is none. */
  public String cause(Result.VariantResult candidate) {
    return why().explanations().stream()
        .filter(e -> e.candidate().equals(candidate.name()) && !e.causes().isEmpty())
        .flatMap(e -> e.sentences().stream().limit(1))
        .findFirst()
        .orElse("");
  }

  /** Warnings that stand beside the verdicts; all of them stand with how it was measured. */
  public List<String> firstWarnings() {
    return result().warnings().stream().limit(WARNINGS_ABOVE).toList();
  }

  public int moreWarnings() {
    return Math.max(0, result().warnings().size() - WARNINGS_ABOVE);
  }

  /** {@code 2 of 5 gates do not pass}; empty where there are none. */
  public String gates() {
    long broken = result().gates().stream().filter(gate -> !gate.passed()).count();
    int all = result().gates().size();
    if (all == 0) {
      return "";
    }
    if (all == 1) {
      return broken == 0 ? "The gate passes" : "The gate does not pass";
    }
    return broken == 0
        ? "All " + all + " gates pass"
        : broken + " of " + all + " gates " + (broken == 1 ? "does not pass" : "do not pass");
  }

  public VariantStyle style(Result.VariantResult variant) {
    return VariantStyle.of(names.indexOf(variant.name()));
  }

  public ForestPlot forest() {
    return ForestPlot.of(result());
  }

  public WhyTables why() {
    return new WhyTables(result());
  }

  public Flames flames() {
    return flames;
  }

  /** Whether some curve gets at least as far as to P50. */
  public boolean anyCurve() {
    return curves.curves().stream()
        .anyMatch(c -> c.micros().size() > curves.percents().indexOf(50.0));
  }

  public boolean anyBand() {
    return curves.curves().stream().anyMatch(curve -> !curve.low().isEmpty());
  }

  public boolean anyTime() {
    return !timeline.points().isEmpty();
  }

  /** Slices that one point of the timeline stands for. */
  public int pooled() {
    return timeline.pooled();
  }

  public StackedBars rates() {
    return StackedBars.rates(report.recording(), names);
  }

  public StackedBars phases() {
    return StackedBars.phases(why().diagnosis());
  }

  /**
   * The timeline by fork and variant: how many slices and requests were measured, the slices'
   * lowest, middle and highest P50, their middle P95.
   */
  public List<List<String>> timeRows() {
    return TimelineTable.rows(timeline, names);
  }

  /** The warm-up by variant and fork: slices, the first, the last, whether it got steady. */
  public List<List<String>> warmUpRows() {
    List<List<String>> rows = new ArrayList<>();
    for (Result.WarmUpResult w : result().warmUps()) {
      List<Double> micros = w.microsPerRequest();
      rows.add(
          List.of(
              w.variant(),
              String.valueOf(w.fork()),
              String.valueOf(micros.size()),
              Words.latency(micros.get(0)),
              Words.latency(micros.get(micros.size() - 1)),
              w.steady() ? "yes" : "no"));
    }
    return rows;
  }

  /** Files that lie beside the page, by what they hold. */
  public Map<String, String> files() {
    return BesideTheReport.files(report.files());
  }

  /** Share of a variant's requests that were refused. */
  public double refused(Result.VariantResult variant) {
    return variant.refusedShare();
  }

  /** {@code pool=hikari, pool.size=10}. */
  public static String settings(Result.VariantResult variant) {
    return variant.settings().entrySet().stream()
        .map(setting -> setting.getKey() + "=" + setting.getValue())
        .collect(Collectors.joining(", "));
  }

  /** Kinds of errors with their numbers: {@code status:500: 12, timeout: 3}. */
  public static String kinds(Result.VariantResult variant) {
    return variant.errorsByKind().entrySet().stream()
        .map(kind -> kind.getKey() + ": " + kind.getValue())
        .collect(Collectors.joining(", "));
  }

  public boolean anyErrors() {
    return result().variants().stream().anyMatch(variant -> variant.errors() > 0);
  }
}
