package dev.tuninglab.lab.experiment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stretch of network that an experiment asks for.
 *
 * @param roundTrip what it adds to a round trip, half of it each way; from zero to one second
 * @param bitsPerSecond what it carries each way, from 64 kbit to 1 gbit, or {@link #UNLIMITED}
 */
public record Link(Duration roundTrip, long bitsPerSecond) {
  public static final long UNLIMITED = Long.MAX_VALUE;

  private static final Duration LONGEST = Duration.ofSeconds(1);
  private static final long KBIT = 1_000;
  private static final long MBIT = 1_000_000;
  private static final long GBIT = 1_000_000_000;
  private static final long NARROWEST = 64 * KBIT;
  private static final long WIDEST = GBIT;
  private static final Pattern TIME = Pattern.compile("(\\d{1,7}(?:\\.\\d{1,6})?)(us|ms|s)");
  private static final Pattern WIDTH = Pattern.compile("(\\d{1,7}(?:\\.\\d{1,6})?)([kmg])bit");

  /**
   * A round trip alone, such as {@code 0.5ms}.
   *
   * @throws BadInput if the text is of another form, or longer than a second
   */
  public static Link ofRoundTrip(String key, String text) {
    if (!TIME.matcher(text).matches()) {
      throw new BadInput(
          key + " must be a round trip such as 500us, 0.5ms or 20ms, but was '" + text + "'");
    }
    return new Link(roundTrip(key, text, text), UNLIMITED);
  }

  /**
   * A bandwidth, a round trip, or both: {@code 20mbit}, {@code 20ms}, {@code 20mbit/20ms}.
   *
   * @throws BadInput if the text is of another form, or out of range
   */
  public static Link parse(String key, String text) {
    String[] parts = text.split("/", -1);
    String last = parts[parts.length - 1];
    boolean timed = TIME.matcher(last).matches();
    boolean limited = WIDTH.matcher(parts[0]).matches();
    if (parts.length > 2 || !(parts.length == 2 ? limited && timed : limited || timed)) {
      throw new BadInput(
          key
              + " must be a bandwidth, a round trip or both, such as 20mbit, 20ms or 20mbit/20ms,"
              + " but was '"
              + text
              + "'");
    }
    return new Link(
        timed ? roundTrip(key, last, text) : Duration.ZERO,
        limited ? bitsPerSecond(key, parts[0], text) : UNLIMITED);
  }

  private static Duration roundTrip(String key, String part, String text) {
    Matcher time = TIME.matcher(part);
    time.matches();
    long nanosPerUnit =
        switch (time.group(2)) {
          case "us" -> 1_000;
          case "ms" -> 1_000_000;
          default -> 1_000_000_000;
        };
    Duration roundTrip = Duration.ofNanos(times(time.group(1), nanosPerUnit));
    if (roundTrip.compareTo(LONGEST) > 0) {
      throw new BadInput(key + " must have a round trip of at most 1s, but was '" + text + "'");
    }
    return roundTrip;
  }

  private static long bitsPerSecond(String key, String part, String text) {
    Matcher width = WIDTH.matcher(part);
    width.matches();
    long unit =
        switch (width.group(2)) {
          case "k" -> KBIT;
          case "m" -> MBIT;
          default -> GBIT;
        };
    long bits = times(width.group(1), unit);
    if (bits < NARROWEST || bits > WIDEST) {
      throw new BadInput(
          key + " must have a bandwidth from 64kbit to 1gbit, but was '" + text + "'");
    }
    return bits;
  }

  private static long times(String number, long unit) {
    return new BigDecimal(number).multiply(BigDecimal.valueOf(unit)).longValue();
  }

  public boolean isLimited() {
    return bitsPerSecond != UNLIMITED;
  }

  /** As it can be typed again. */
  @JsonValue
  public String text() {
    if (!isLimited()) {
      return Units.text(roundTrip);
    }
    return width() + (roundTrip.isZero() ? "" : "/" + Units.text(roundTrip));
  }

  private String width() {
    long unit = bitsPerSecond >= GBIT ? GBIT : bitsPerSecond >= MBIT ? MBIT : KBIT;
    String name = unit == GBIT ? "gbit" : unit == MBIT ? "mbit" : "kbit";
    BigDecimal number = BigDecimal.valueOf(bitsPerSecond).divide(BigDecimal.valueOf(unit));
    return number.stripTrailingZeros().toPlainString() + name;
  }
}
