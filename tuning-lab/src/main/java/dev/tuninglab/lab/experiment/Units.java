package dev.tuninglab.lab.experiment;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and writes quantities as people type them: {@code 60s}, {@code 200/s}. */
public final class Units {
  private static final Pattern DURATION =
      Pattern.compile("(\\d{1,15}(?:\\.\\d{1,6})?)(us|ms|s|m|h)");
  private static final Pattern SHARE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,4})?)%");
  private static final Pattern RATE = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)/(s|m)");

  private static final double HIGHEST = 1e9;

  private Units() {}

  /**
   * A length of time above zero, such as {@code 250ms}, {@code 1.5s}, {@code 2m}.
   *
   * @throws BadInput if the text is of another form or zero
   */
  public static Duration duration(String key, String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new BadInput(key + " must be a time such as 250ms, 60s or 2m, but was '" + text + "'");
    }
    long nanosPerUnit =
        switch (matcher.group(2)) {
          case "us" -> 1_000L;
          case "ms" -> 1_000_000L;
          case "s" -> 1_000_000_000L;
          case "m" -> 60_000_000_000L;
          default -> 3_600_000_000_000L;
        };
    BigDecimal nanos = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(nanosPerUnit));
    if (nanos.signum() == 0) {
      throw new BadInput(key + " must be above zero, but was '" + text + "'");
    }
    return Duration.ofSeconds(0).plus(Duration.ofNanos(exactNanos(key, text, nanos)));
  }

  private static long exactNanos(String key, String text, BigDecimal nanos) {
    if (nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw new BadInput(key + " must be at most 1000000h, but was '" + text + "'");
    }
    return nanos.longValue();
  }

  /**
   * Requests per second above zero, such as {@code 200/s} or {@code 30/m}.
   *
   * @throws BadInput if the text is of another form or zero
   */
  public static double ratePerSecond(String key, String text) {
    Matcher matcher = RATE.matcher(text);
    if (!matcher.matches()) {
      throw new BadInput(
          key
              + " must be a rate such as 200/s or 30/m, or 3x for three times what is sustained,"
              + " but was '"
              + text
              + "'");
    }
    double rate = Double.parseDouble(matcher.group(1)) / (matcher.group(2).equals("m") ? 60 : 1);
    if (rate == 0) {
      throw new BadInput(key + " must be above zero, but was '" + text + "'");
    }
    return rate;
  }

  /** The shortest exact form: {@code 60s}, {@code 250ms}, {@code 2m}. */
  public static String text(Duration duration) {
    long nanos = duration.toNanos();
    if (nanos % 60_000_000_000L == 0 && nanos >= 120_000_000_000L) {
      return nanos / 60_000_000_000L + "m";
    }
    if (nanos % 1_000_000_000L == 0) {
      return nanos / 1_000_000_000L + "s";
    }
    if (nanos % 1_000_000L == 0) {
      return nanos / 1_000_000L + "ms";
    }
    return nanos / 1_000 + "us";
  }

  /**
   * A share, such as {@code 3%}, as 0.03.
   *
   * @throws BadInput if the text is of another form
   */
  public static double share(String key, String text) {
    Matcher matcher = SHARE.matcher(text);
    if (!matcher.matches()) {
      throw new BadInput(key + " must be a percentage such as 3%, but was '" + text + "'");
    }
    return Double.parseDouble(matcher.group(1)) / 100;
  }

  /** {@code 3%}, {@code 0.5%}. */
  public static String percent(double share) {
    return new BigDecimal(share * 100)
            .round(new MathContext(6))
            .stripTrailingZeros()
            .toPlainString()
        + "%";
  }

  /** To so many significant digits; without end it is 10^9, as JSON has no number for that. */
  public static double rounded(double value, int digits) {
    double finite = Math.min(value, HIGHEST);
    return new BigDecimal(finite).round(new MathContext(digits)).doubleValue();
  }

  /** {@code 3x}, {@code 0.5x}. */
  static String factor(double times) {
    return BigDecimal.valueOf(times).stripTrailingZeros().toPlainString() + "x";
  }

  /** {@code 200/s}, without digits that say nothing. */
  public static String rate(double perSecond) {
    return perSecond == Math.rint(perSecond)
        ? String.format(Locale.ROOT, "%.0f/s", perSecond)
        : String.format(Locale.ROOT, "%.2f/s", perSecond);
  }
}
