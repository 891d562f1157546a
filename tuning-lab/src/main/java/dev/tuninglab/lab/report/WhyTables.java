package dev.tuninglab.lab.report;

import dev.tuninglab.lab.why.Cause;
import dev.tuninglab.lab.why.Counter;
import dev.tuninglab.lab.why.Diagnosis;
import dev.tuninglab.lab.why.Explanation;
import dev.tuninglab.lab.why.Inside;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was seen inside of variants, as rows of tables. */
public record WhyTables(Result result) {
  private static final int SHORT = 140;

  /**
   * One counter.
   *
   * @param cells by variant
   */
  public record Row(String words, List<Cell> cells) {}

  /**
   * A variant's share of a row.
   *
   * @param amount "-" where it could not be had
   * @param difference to the baseline, with its sign; empty where there is none to tell
   */
  public record Cell(String amount, String difference) {}

  /** Counters that at least one variant has, in the order of the path of a request. */
  public List<Row> counters() {
    List<Row> rows = new ArrayList<>();
    for (Counter counter : Counter.values()) {
      List<Double> values =
          result.variants().stream().map(v -> v.perRequest().get(counter.id())).toList();
      if (values.stream().anyMatch(value -> value != null)) {
        rows.add(
            new Row(
                counter.words(),
                values.stream().map(value -> cell(counter, values.get(0), value)).toList()));
      }
    }
    return rows;
  }

  private static Cell cell(Counter counter, Double baseline, Double value) {
    if (value == null) {
      return new Cell("-", "");
    }
    String amount = WhyText.amount(counter, value);
    if (baseline == null || WhyText.amount(counter, baseline).equals(amount)) {
      return new Cell(amount, "");
    }
    String sign = value < baseline ? "\u2212" : "+";
    return new Cell(amount, sign + WhyText.amount(counter, Math.abs(value - baseline)));
  }

  /** What could not be had and why, with the variants of which that is so. */
  public List<String> missing() {
    Map<String, List<String>> variants = new LinkedHashMap<>();
    for (Inside inside : inside()) {
      inside
          .missing()
          .forEach(
              (what, why) ->
                  variants
                      .computeIfAbsent(what + ": " + why, key -> new ArrayList<>())
                      .add(inside.variant()));
    }
    return variants.entrySet().stream()
        .map(
            each ->
                each.getValue().size() == inside().size()
                    ? each.getKey()
                    : each.getKey() + " (" + String.join(", ", each.getValue()) + ")")
        .toList();
  }

  /** Everything that was looked into; none when nobody looked. */
  public List<Inside> inside() {
    return diagnosis().variants();
  }

  public Diagnosis diagnosis() {
    return result.why() == null ? Diagnosis.NONE : result.why().diagnosis();
  }

  public List<Explanation> explanations() {
    return result.why() == null ? List.of() : result.why().explanations();
  }

  public List<String> findings() {
    return result.why() == null ? List.of() : result.why().findings();
  }

  /** Width of a cause's bar, in percent of what one that accounts for all would have. */
  public static String width(Cause cause) {
    return String.format(Locale.ROOT, "%.1f", 100 * Math.min(1, Math.abs(cause.share())));
  }

  /** {@code 92%}; {@code −8%} for what works against the difference. */
  public static String share(double share) {
    return (share < 0 ? "\u2212" : "") + Math.round(100 * Math.abs(share)) + "%";
  }

  /** A statement's text on one line. */
  public static String line(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= SHORT ? line : line.substring(0, SHORT - 1) + "\u2026";
  }

  /** Whether {@link #line} leaves something out. */
  public static boolean isLong(String text) {
    return line(text).length() < text.strip().length();
  }
}
