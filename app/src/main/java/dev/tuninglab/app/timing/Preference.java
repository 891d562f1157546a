package dev.tuninglab.app.timing;

import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;

/** How a request asks for its phases (RFC 7240): {@code Prefer: server-timing}. */
final class Preference {
  static final String ASK = "Prefer";
  static final String APPLIED = "Preference-Applied";
  static final String NAME = "server-timing";

  private static final String NO_TEXT = "\"\"";
  private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");

  /** An empty value is none, and parameters that nobody knows are ignored. */
  private static final Pattern ASKED =
      Pattern.compile(
          NAME + "\\s*(?:=\\s*(?:\"\")?\\s*)?(?:;.*)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private Preference() {}

  static boolean isIn(HttpFields headers) {
    return headers.contains(ASK)
        && headers.getFields(ASK).stream()
            .map(HttpField::getValue)
            .filter(Objects::nonNull)
            .anyMatch(Preference::isInLine);
  }

  /** Not by Jetty's reader of lists, which throws at what is malformed: that asks for nothing. */
  private static boolean isInLine(String line) {
    String withoutTexts =
        QUOTED.matcher(line).replaceAll(text -> text.group().equals(NO_TEXT) ? NO_TEXT : "text");
    String[] preferences = withoutTexts.split(",");
    return Arrays.stream(preferences).anyMatch(each -> ASKED.matcher(each.strip()).matches());
  }
}
