package dev.tuninglab.lab.experiment;

import dev.tuninglab.lab.analysis.Limit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** In what the limit of a gate is given. */
public enum LimitUnit {
  /** Microseconds; two minutes is the longest latency that is recorded. */
  TIME("us", "a time from 1us to 2m, such as 50ms", 1, 120_000_000),

  /** Requests a second. */
  RATE("/s", "a rate from 0.001/s to 1000000/s, such as 200/s", 0.001, 1_000_000),

  /** From 0 to 1. */
  SHARE(
      "share",
      "a percentage from 0.0001% to 99.9999%, such as 0.1% (no number of requests shows 0%)",
      0.000001,
      0.999999),

  /** Candidate / baseline. */
  RATIO("ratio", "a number from 0.001 to 1000, such as 1.05", 0.001, 1_000);

  private static final int MOST_DECIMALS = 6;

  /** At most 15 digits, which is what a double keeps of a decimal number. */
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,9}(?:\\.\\d{1," + MOST_DECIMALS + "})?)(us|ms|s|m|/s|%|)");

  private static final MathContext DIGITS = new MathContext(15);

  private final String symbol;
  private final String allowed;
  private final double least;
  private final double most;

  LimitUnit(String symbol, String allowed, double least, double most) {
    this.symbol = symbol;
    this.allowed = allowed;
    this.least = least;
    this.most = most;
  }

  /** As in {@code result.json}: {@code us}, {@code /s}, {@code share}, {@code ratio}. */
  public String symbol() {
    return symbol;
  }

  /**
   * The inverse of {@link #text}.
   *
   * @throws BadInput if the text is of another form, or out of range
   */
  double read(String figure, String text) {
    Matcher matcher = FORM.matcher(text);
    BigDecimal value = matcher.matches() ? inUnit(matcher) : null;
    if (value == null || !allows(value.doubleValue())) {
      throw new BadInput(figure + " takes " + allowed + ", but was given '" + text + "'");
    }
    return value.doubleValue();
  }

  /** Null where the suffix is that of another unit. */
  private BigDecimal inUnit(Matcher matcher) {
    BigDecimal number = new BigDecimal(matcher.group(1));
    return switch (name() + matcher.group(2)) {
      case "TIMEus", "RATE/s", "RATIO" -> number;
      case "TIMEms" -> number.movePointRight(3);
      case "TIMEs" -> number.movePointRight(6);
      case "TIMEm" -> number.movePointRight(6).multiply(BigDecimal.valueOf(60));
      case "SHARE%" -> number.movePointLeft(2);
      default -> null;
    };
  }

  /** As it can be typed. */
  String text(double value) {
    BigDecimal number = new BigDecimal(value).round(DIGITS);
    return switch (this) {
      case TIME -> time(number);
      case RATE -> plain(number) + "/s";
      case SHARE -> plain(number.movePointRight(2)) + "%";
      case RATIO -> plain(number);
    };
  }

  /** In the largest unit of which it is at least one and that takes few enough decimals. */
  private static String time(BigDecimal micros) {
    BigDecimal seconds = micros.movePointLeft(6);
    BigDecimal millis = micros.movePointLeft(3);
    if (readable(seconds)) {
      return plain(seconds) + "s";
    }
    return readable(millis) ? plain(millis) + "ms" : plain(micros) + "us";
  }

  private static boolean readable(BigDecimal number) {
    return number.compareTo(BigDecimal.ONE) >= 0
        && number.stripTrailingZeros().scale() <= MOST_DECIMALS;
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  private boolean allows(double value) {
    return value >= least && value <= most;
  }

  /**
   * @throws BadInput if the limit is out of range
   */
  void check(String figure, Limit limit) {
    if (!allows(limit.value())) {
      throw new BadInput(
          figure + " takes " + allowed + ", but was given '" + text(limit.value()) + "'");
    }
  }
}
