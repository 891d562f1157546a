package dev.tuninglab.lab.report;

import dev.tuninglab.lab.experiment.LimitUnit;
import java.util.Arrays;
import java.util.Locale;

/** What became of a gate, in words. */
public final class GateText {
  private GateText() {}

  /** {@code 12.1ms}, {@code 198/s}, {@code 0.12%}, {@code 1.05x}. */
  static String figure(double value, LimitUnit unit) {
    return switch (unit) {
      case TIME -> Words.latency(value);
      case RATE -> Words.number(value) + "/s";
      case SHARE -> Words.percent2(value);
      case RATIO -> Words.ratio(value);
    };
  }

  /** {@code 11.0ms to 13.4ms}; "-" where there is none. */
  public static String interval(Result.GateResult gate) {
    Result.IntervalResult interval = gate.interval();
    if (interval == null) {
      return "-";
    }
    LimitUnit unit =
        Arrays.stream(LimitUnit.values())
            .filter(each -> each.symbol().equals(interval.unit()))
            .findFirst()
            .orElseThrow();
    return figure(interval.low(), unit) + " to " + figure(interval.high(), unit);
  }

  /** {@code 12.1ms}; "-" where there is none. */
  public static String value(Result.GateResult gate) {
    return gate.value() == null ? "-" : gate.value();
  }

  /** {@code held}, {@code failed}, or {@code undecided} and what that means. */
  public static String outcome(Result.GateResult gate) {
    return gate.passed() && !gate.held() ? gate.outcome() + ", let pass" : gate.outcome();
  }

  /** {@code 12.1ms (11.0ms to 13.4ms)}, and why that does not decide. */
  public static String found(Result.GateResult gate) {
    String around = gate.interval() == null ? "" : " (" + interval(gate) + ")";
    String figures = gate.value() == null ? "" : gate.value() + around;
    String why = gate.why() == null ? "" : gate.why();
    return figures + (figures.isEmpty() || why.isEmpty() ? "" : "; ") + why;
  }

  /** {@code p99<50ms of pool=hikari: 12.1ms (11.0ms to 13.4ms)}. */
  public static String line(Result.GateResult gate) {
    return gate.rule() + " of " + gate.of() + ": " + found(gate);
  }

  /** What stands before {@link #line} where all is plain text. */
  static String prefix(Result.GateResult gate) {
    String outcome = "gate " + outcome(gate) + ": ";
    return gate.passed() ? outcome : outcome.toUpperCase(Locale.ROOT);
  }
}
