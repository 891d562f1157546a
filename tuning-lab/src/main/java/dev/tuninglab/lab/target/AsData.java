package dev.tuninglab.lab.target;

import java.util.regex.Pattern;

/** Words of a subject, made safe to print: a terminal takes orders from control characters. */
final class AsData {
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\t]]|[\\x80-\\x9f]");

  private AsData() {}

  /** One line in which <code>\\x1b</code> stands for such a character. */
  static String line(String words) {
    return CONTROL
        .matcher(words)
        .replaceAll(found -> "\\\\x%02x".formatted((int) found.group().charAt(0)));
  }
}
