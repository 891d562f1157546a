package dev.tuninglab.gatling.workload;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Variables of the environment in the texts of requests, {@code ${env:NAME}}. Only their names
 * travel and are written; the process that sends reads their values from its own environment.
 */
public final class Secrets {
  /** What the name of a variable of the environment begins with in a template. */
  public static final String PREFIX = "env:";

  private static final Pattern PLACE = Pattern.compile("\\$\\{" + PREFIX + "([^}]*)}");

  private Secrets() {}

  static boolean isOne(String variable) {
    return variable.startsWith(PREFIX);
  }

  /**
   * The value of a variable such as {@code env:TOKEN}.
   *
   * @throws IllegalArgumentException if it is not set; the message has its name alone
   */
  public static String value(String variable) {
    String name = variable.substring(PREFIX.length());
    String value = System.getenv(name);
    if (value == null) {
      throw new IllegalArgumentException("the environment variable " + name + " is not set");
    }
    return value;
  }

  /** The text as it may be written down: names in the place of values, percent-encoded or not. */
  public static String masked(String text, List<String> secrets) {
    String masked = text;
    for (String secret : text == null ? List.<String>of() : secrets) {
      String value = value(secret);
      if (value.isEmpty()) {
        continue;
      }
      masked = masked.replace(value, "${" + secret + "}");
      masked = masked.replace(encoded(value), "${" + secret + "}");
    }
    return masked;
  }

  /** The inverse of {@link #masked} for a header or a body. */
  public static String unmasked(String text) {
    return filled(text, UnaryOperator.identity());
  }

  /** The inverse of {@link #masked} for a path, in which values are percent-encoded. */
  public static String unmaskedPath(String path) {
    return filled(path, Secrets::encoded);
  }

  private static String filled(String text, UnaryOperator<String> as) {
    return text == null
        ? null
        : PLACE
            .matcher(text)
            .replaceAll(
                found -> Matcher.quoteReplacement(as.apply(value(PREFIX + found.group(1)))));
  }

  /** As it stands in a path or a query. */
  static String encoded(String value) {
    // URLEncoder writes form data; in a path a blank is %20 and '+' is itself.
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
