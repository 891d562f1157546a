package dev.tuninglab.lab.report;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Two runs beside each other, for a terminal of 80 columns: sentences first. */
public final class DiffText {
  private static final int FIGURE = 12;
  private static final int VALUE = 9;
  private static final int INTERVAL = 20;

  private DiffText() {}

  public static String render(Diff diff) {
    StringBuilder out = new StringBuilder();
    line(out, capital(diff.trust()) + ".");
    run(out, "first:  ", diff.first());
    run(out, "second: ", diff.second());
    out.append('\n');
    diff.variants().forEach(variant -> line(out, sentence(diff, variant)));
    if (diff.valid() && diff.variants().isEmpty()) {
      line(out, "No variant is in both.");
    }
    if (!diff.valid()) {
      line(out, "No verdict: a run of the two is invalid.");
    }
    only(out, "first", diff.onlyInFirst());
    only(out, "second", diff.onlyInSecond());
    if (diff.calibration() != null && diff.valid()) {
      line(out, capital(diff.calibration()) + ".");
    }
    diff.warnings().forEach(warning -> line(out, "warning: " + warning));
    if (diff.variants().stream().anyMatch(variant -> !variant.metrics().isEmpty())) {
      table(out, diff);
    }
    if (Stream.of(diff.first(), diff.second()).anyMatch(run -> !run.warnings().isEmpty())) {
      out.append('\n');
    }
    ofRun(out, "first", diff.first());
    ofRun(out, "second", diff.second());
    return out.toString();
  }

  private static void run(StringBuilder out, String label, Diff.Run run) {
    line(
        out,
        label
            + run.folder()
            + ", started "
            + Instant.parse(run.startedAt()).truncatedTo(ChronoUnit.SECONDS)
            + ", "
            + Words.sample(run.rounds(), run.forks()));
  }

  private static void only(StringBuilder out, String which, List<String> names) {
    if (!names.isEmpty()) {
      line(out, "only in the " + which + ": " + String.join(", ", names));
    }
  }

  private static void ofRun(StringBuilder out, String which, Diff.Run run) {
    run.invalidReasons().forEach(r -> line(out, "INVALID (" + which + "): " + r));
    run.warnings().forEach(w -> line(out, "warning (" + which + "): " + w));
  }

  /** {@code pool=hikari is slower in the second run: P50 is 1.12x (1.04 to 1.21), ...}. */
  private static String sentence(Diff diff, Diff.VariantDiff variant) {
    String name =
        variant.first().equals(variant.second())
            ? variant.first()
            : variant.first() + " (in the second " + variant.second() + ")";
    Optional<Diff.MetricDiff> primary =
        variant.metrics().stream().filter(m -> m.metric().equals(diff.primaryMetric())).findFirst();
    if (primary.isEmpty()) {
      return "No verdict on "
          + name
          + ": too little was measured for "
          + Words.percentile(diff.primaryMetric())
          + " (it takes 2 forks in each run, and requests enough)";
    }
    Diff.MetricDiff m = primary.get();
    String ratio = Words.percentile(m.metric()) + " is " + Words.ratio(m.ratio());
    String forks = ", n = " + m.forksFirst() + " and " + m.forksSecond() + " forks";
    if (m.verdict() == null) {
      return "No verdict on " + name + ": " + ratio + " of that in the first run" + forks;
    }
    String figures = ratio + " (" + interval(m) + ")" + forks;
    boolean capacity = m.metric().equals("throughput");
    return switch (m.verdict()) {
      case "faster" ->
          name + (capacity ? " serves more" : " is faster") + " in the second run: " + figures;
      case "slower" ->
          name + (capacity ? " serves less" : " is slower") + " in the second run: " + figures;
      case "same" ->
          name
              + " is the same in both runs within "
              + Words.percent(diff.margin())
              + ": "
              + figures;
      default -> name + " between the two runs is undecided: " + figures;
    };
  }

  private static String interval(Diff.MetricDiff m) {
    return Words.factor(m.low()) + " to " + Words.factor(m.high());
  }

  private static void table(StringBuilder out, Diff diff) {
    out.append('\n')
        .append(pad("", FIGURE))
        .append(right("first"))
        .append(right("second"))
        .append(right("ratio"))
        .append('\n');
    for (Diff.VariantDiff variant : diff.variants()) {
      out.append(variant.first()).append('\n');
      for (Diff.MetricDiff m : variant.metrics()) {
        String row =
            pad("  " + Words.percentile(m.metric()), FIGURE)
                + right(value(m, m.first()))
                + right(value(m, m.second()))
                + right(Words.ratio(m.ratio()))
                + (m.verdict() == null
                    ? ""
                    : "  " + pad("(" + interval(m) + ")", INTERVAL) + m.verdict());
        out.append(row.stripTrailing()).append('\n');
      }
    }
    out.append('\n');
    line(
        out,
        "ratio: second / first"
            + (known(diff)
                ? ". Each interval holds 95 times of 100 by itself; of many, some do not."
                : "."));
  }

  private static boolean known(Diff diff) {
    return diff.variants().stream()
        .flatMap(variant -> variant.metrics().stream())
        .anyMatch(m -> m.verdict() != null);
  }

  private static String value(Diff.MetricDiff m, double value) {
    return m.metric().equals("throughput") ? Words.number(value) + "/s" : Words.latency(value);
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private static void line(StringBuilder out, String text) {
    TerminalReport.wrap(out, "", text);
  }

  private static String pad(String text, int width) {
    return TerminalReport.pad(text, width);
  }

  private static String right(String text) {
    return TerminalReport.right(text, VALUE);
  }
}
