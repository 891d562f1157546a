package dev.tuninglab.lab.target;

import dev.tuninglab.lab.experiment.BadInput;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code 1..200}: whole numbers from one to the other, both included. */
record Span(long from, long to) {
  private static final Pattern FORM = Pattern.compile("(-?\\d{1,18})\\.\\.(-?\\d{1,18})");

  /**
   * @throws BadInput if the text is of another form or runs downwards
   */
  static Span parse(String key, String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new BadInput(key + " must be a range such as 1..200, but was '" + text + "'");
    }
    Span span = new Span(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
    if (span.from > span.to) {
      throw new BadInput(key + " must run upwards, but was '" + text + "'");
    }
    return span;
  }
}
