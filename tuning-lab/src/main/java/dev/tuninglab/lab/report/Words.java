package dev.tuninglab.lab.report;

import dev.tuninglab.lab.measure.Machine;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Numbers and verdicts as people read them; shared by all reports. */
public final class Words {
  private Words() {}

  /** Three significant digits with a unit: {@code 412us}, {@code 1.23ms}, {@code 12.3s}. */
  public static String latency(Double micros) {
    if (micros == null) {
      return "-";
    }
    if (micros < 999.5) {
      return String.format(Locale.ROOT, "%.0fus", micros);
    }
    return micros < 999_500 ? digits(micros / 1_000) + "ms" : digits(micros / 1_000_000) + "s";
  }

  private static String digits(double value) {
    String form = value < 9.995 ? "%.2f" : value < 99.95 ? "%.1f" : "%.0f";
    return String.format(Locale.ROOT, form, value);
  }

  /** A latency of a variant, or "-" where there is none. */
  public static String latency(Map<String, Double> figures, String name) {
    return latency(figures.get(name));
  }

  /** {@code 0.31x}; beyond a hundred without decimals. */
  public static String ratio(double ratio) {
    return factor(ratio) + "x";
  }

  /** {@code 0.29 to 0.33}. */
  public static String interval(Result.ComparisonResult c) {
    return interval(c.low(), c.high());
  }

  /** {@code 0.29 to 0.33}. */
  public static String interval(double low, double high) {
    return factor(low) + " to " + factor(high);
  }

  /** Two decimals, or two significant digits below a tenth. */
  static String factor(double value) {
    if (value > 0 && value < 0.095) {
      return new BigDecimal(value).round(new MathContext(2)).toPlainString();
    }
    return String.format(Locale.ROOT, value < 99.95 ? "%.2f" : "%.0f", value);
  }

  /** {@code 200}, {@code 0.53}. */
  public static String number(double value) {
    return value == Math.rint(value) || value >= 99.95
        ? String.format(Locale.ROOT, "%.0f", value)
        : digits(value);
  }

  public static String percentile(String metric) {
    return metric.startsWith("p") ? metric.toUpperCase(Locale.ROOT) : metric;
  }

  /** {@code 2 forks x 7 rounds} or, when forks differ in rounds, {@code 13 rounds in 2 forks}. */
  public static String sample(int rounds, int forks) {
    if (forks == 0) {
      return "no round";
    }
    return rounds % forks == 0
        ? rounds / forks + " rounds x " + forks + " forks"
        : rounds + " rounds in " + forks + " forks";
  }

  /** Of all requests: {@code 0}, {@code 0.4%}, {@code 43%}. */
  public static String share(double share) {
    double percent = 100 * share;
    return share == 0
        ? "0"
        : String.format(Locale.ROOT, percent < 9.95 ? "%.1f%%" : "%.0f%%", percent);
  }

  /** Two digits of a share: {@code 0.52%}, {@code 6.1%}, {@code 15%}. */
  public static String percent2(double share) {
    if (!(share > 0)) {
      return "0%";
    }
    if (share > 9.995) {
      return ">1000%";
    }
    return new BigDecimal(100 * share).round(new MathContext(2)).toPlainString() + "%";
  }

  /** {@code 2 cores, Some CPU, JDK 17.0.15, Linux 6.1 amd64}. */
  public static String machine(Machine machine) {
    return machine.cores()
        + " cores, "
        + machine.cpu()
        + ", JDK "
        + machine.jdk()
        + ", "
        + machine.os();
  }

  /** What else is known of it: {@code CPU limit none, virtual machine yes}; may be empty. */
  public static String more(Machine machine) {
    return machine.more().entrySet().stream()
        .map(known -> Machine.word(known.getKey()) + " " + known.getValue())
        .collect(Collectors.joining(", "));
  }

  public static String percent(double share) {
    return String.format(
        Locale.ROOT, share * 100 == Math.rint(share * 100) ? "%.0f%%" : "%.1f%%", share * 100);
  }

  /**
   * A text as lines, broken at spaces; only a word that is longer than a line sticks out.
   *
   * @param first characters that the first line may have
   * @param rest characters that every other line may have
   */
  public static List<String> lines(String text, int first, int rest) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ")) {
      int width = lines.isEmpty() ? first : rest;
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /** {@code database at 500us: a round trip measured 531us at P50, 560us at P99}. */
  public static String link(String place, Result.LinkResult link) {
    return place
        + " at "
        + link.nominal()
        + ": a round trip measured "
        + link.roundTripMicros().entrySet().stream()
            .map(figure -> latency(figure.getValue()) + " at " + percentile(figure.getKey()))
            .collect(Collectors.joining(", "));
  }

  /** What lies between the parts, a line each; none where it is loopback. */
  public static List<String> links(Result result) {
    return result.environment() == null
        ? List.of()
        : result.environment().entrySet().stream()
            .map(at -> link(at.getKey(), at.getValue()))
            .toList();
  }

  /**
   * What the witnesses said, in one line: {@code the generator took 12% of the cores and 0.1% of
   * the time for garbage collections; ...}, the worst of all variants; empty where none said
   * anything.
   */
  public static String checks(Result result) {
    List<String> said = new ArrayList<>();
    worst(result, Result.Checks::generatorCpuShare)
        .ifPresent(
            cpu -> {
              double gc = worst(result, Result.Checks::generatorGcShare).orElse(0);
              said.add(
                  "the generator took up to "
                      + share(cpu)
                      + " of the cores, and "
                      + share(gc)
                      + " of the time for garbage collections");
            });
    worst(result, Result.Checks::machineLateP99Micros)
        .ifPresent(
            p99 ->
                said.add(
                    "the machine let a waking thread wait "
                        + latency(p99)
                        + " at P99, "
                        + latency(worst(result, Result.Checks::machineLateMaxMicros).orElse(0))
                        + " at most"));
    worst(result, Result.Checks::subjectCounted)
        .ifPresent(count -> said.add("the subjects counted their requests themselves"));
    return String.join("; ", said);
  }

  private static OptionalDouble worst(Result result, Function<Result.Checks, Number> figure) {
    return result.variants().stream()
        .map(Result.VariantResult::checks)
        .filter(Objects::nonNull)
        .map(figure)
        .filter(Objects::nonNull)
        .mapToDouble(Number::doubleValue)
        .max();
  }

  /** As {@link #machine(Machine)}, or that it is not known. */
  public static String machine(Result result) {
    return result.machine() == null ? "unknown" : machine(result.machine());
  }

  /** Shell words that run the comparison again. */
  public static String command(List<String> words) {
    return "./lab " + words.stream().map(Words::quoted).collect(Collectors.joining(" "));
  }

  /** So that a shell takes it as the one word that it is. */
  private static String quoted(String word) {
    return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /**
   * {@code 200/s each, constant arrivals}, {@code rates looked for, constant arrivals}, or {@code
   * 32 users each, closed model}; {@code , 4 injectors} where there is not one.
   */
  public static String load(Result.Plan plan) {
    return offered(plan) + (plan.injectors() == null ? "" : ", " + plan.injectors() + " injectors");
  }

  private static String offered(Result.Plan plan) {
    if (plan.users() != null) {
      return plan.users() + " users each, closed model";
    }
    return plan.ratePerSecond() == null
        ? "rates looked for, " + plan.arrivals() + " arrivals"
        : number(plan.ratePerSecond()) + "/s each, " + plan.arrivals() + " arrivals";
  }
}
