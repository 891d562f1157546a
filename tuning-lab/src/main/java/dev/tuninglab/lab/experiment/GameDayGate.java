package dev.tuninglab.lab.experiment;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A rule that every variant of a game day has to keep: {@code recovery<5s}, {@code lostWrites=0}.
 *
 * @param limit in seconds for times, else a number
 */
public record GameDayGate(Figure figure, Sign sign, double limit) {
  private static final Pattern FORM = Pattern.compile("\\s*(\\w+)\\s*(<=|<|=)\\s*([\\w.]+)\\s*");
  private static final double LONGEST = 600;
  private static final double MOST = 1_000_000_000;

  /** What is limited. */
  public enum Figure {
    /** From the end of the fault until the service was as before, and stayed so. */
    RECOVERY("recovery", true),
    /** Requests that failed or were refused, beyond what was usual. */
    LOST_REQUESTS("lostRequests", false),
    /** Writes that were acknowledged and then missing. */
    LOST_WRITES("lostWrites", false),
    /** Writes that were done twice. */
    DUPLICATE_WRITES("duplicateWrites", false);

    private final String text;
    private final boolean time;

    Figure(String text, boolean time) {
      this.text = text;
      this.time = time;
    }

    /** As typed. */
    public String text() {
      return text;
    }

    public boolean isTime() {
      return time;
    }
  }

  /** How the figure has to lie to the limit. */
  public enum Sign {
    BELOW("<"),
    AT_MOST("<="),
    EXACTLY("=");

    private final String text;

    Sign(String text) {
      this.text = text;
    }

    private static Sign of(String text) {
      return Arrays.stream(values()).filter(s -> s.text.equals(text)).findFirst().orElseThrow();
    }
  }

  /** Whether a figure keeps it. */
  public boolean keeps(double value) {
    return switch (sign) {
      case BELOW -> value < limit;
      case AT_MOST -> value <= limit;
      case EXACTLY -> value == limit;
    };
  }

  /** As it can be typed again. */
  public String text() {
    String number = new BigDecimal(Double.toString(limit)).stripTrailingZeros().toPlainString();
    return figure.text + sign.text + number + (figure.time ? "s" : "");
  }

  /**
   * The inverse of {@link #text}; spaces may stand around the sign.
   *
   * @throws BadInput naming the whole rule, what is wrong with it and what is allowed
   */
  public static GameDayGate parse(String key, String rule) {
    Matcher matcher = FORM.matcher(rule);
    if (!matcher.matches()) {
      throw new BadInput(
          key
              + " must be a figure, a sign (<, <=, =) and a limit, such as 'recovery<5s' or"
              + " lostWrites=0, but was '"
              + rule
              + "'");
    }
    Figure figure = figure(key, rule, matcher.group(1));
    Sign sign = Sign.of(matcher.group(2));
    String limit = matcher.group(3);
    if (figure.time && sign == Sign.EXACTLY) {
      throw new BadInput(key + " '" + rule + "': a time takes < or <=");
    }
    return new GameDayGate(
        figure, sign, figure.time ? seconds(key, rule, limit) : number(key, rule, limit));
  }

  private static Figure figure(String key, String rule, String name) {
    return Arrays.stream(Figure.values())
        .filter(figure -> figure.text.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInput(
                    key
                        + " '"
                        + rule
                        + "': there is no figure '"
                        + name
                        + "'; figures of a game day are "
                        + Arrays.stream(Figure.values())
                            .map(Figure::text)
                            .collect(Collectors.joining(", "))));
  }

  private static double seconds(String key, String rule, String text) {
    double seconds = Units.duration(key + " '" + rule + "'", text).toNanos() / 1e9;
    if (!(seconds > 0 && seconds <= LONGEST)) {
      throw new BadInput(key + " '" + rule + "': takes a time from 1ms to 10m");
    }
    return seconds;
  }

  private static double number(String key, String rule, String text) {
    if (!text.matches("\\d{1,9}") || Double.parseDouble(text) > MOST) {
      throw new BadInput(
          key + " '" + rule + "': takes a whole number, but was given '" + text + "'");
    }
    return Double.parseDouble(text);
  }
}
