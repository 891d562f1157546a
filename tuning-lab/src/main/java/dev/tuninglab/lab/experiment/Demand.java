package dev.tuninglab.lab.experiment;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Traffic that somebody plans for, as it stands on an envelope: {@code 1M/day}, {@code 10k/s}.
 *
 * @param text as typed
 * @param perSecond spread evenly
 */
public record Demand(String text, double perSecond) {
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,12}(?:\\.\\d{1,6})?)([kMG]?)/(s|m|min|h|hour|d|day)");

  public Demand {
    if (!(perSecond > 0)) {
      throw new BadInput("--target must be above zero, but was '" + text + "'");
    }
  }

  /**
   * @throws BadInput if the text is of another form, or zero
   */
  public static Demand parse(String key, String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new BadInput(
          key
              + " must be requests in a time, such as 1M/day, 10k/s or 500/min, but was '"
              + text
              + "'");
    }
    double number =
        Double.parseDouble(matcher.group(1))
            * switch (matcher.group(2)) {
              case "k" -> 1e3;
              case "M" -> 1e6;
              case "G" -> 1e9;
              default -> 1;
            };
    double seconds =
        switch (matcher.group(3)) {
          case "s" -> 1;
          case "m", "min" -> 60;
          case "h", "hour" -> 3_600;
          default -> 86_400;
        };
    return new Demand(text, number / seconds);
  }
}
