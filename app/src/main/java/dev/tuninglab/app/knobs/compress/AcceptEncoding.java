package dev.tuninglab.app.knobs.compress;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * The codings that a client takes, and how gladly (RFC 9110, 12.5.3).
 *
 * @param weights 0, refused, to 1, by the coding's name in lower case
 */
record AcceptEncoding(Map<String, Double> weights) {
  private static final Pattern ENTRY =
      Pattern.compile("([^\\s;]+)(?:\\s*;\\s*q=(0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?))?");

  /** What the headers say; entries that are malformed are left out. */
  static AcceptEncoding of(HttpFields headers) {
    Map<String, Double> weights = new HashMap<>();
    for (String text : headers.getCSV(HttpHeader.ACCEPT_ENCODING, false)) {
      Matcher entry = ENTRY.matcher(text.toLowerCase(Locale.ROOT));
      if (entry.matches()) {
        String weight = entry.group(2);
        weights.put(entry.group(1), weight == null ? 1 : Double.parseDouble(weight));
      }
    }
    return new AcceptEncoding(weights);
  }

  /** Whether the client takes the coding, and has not asked for {@code identity} before it. */
  boolean prefers(String coding) {
    double weight = weights.getOrDefault(coding, weights.getOrDefault("*", 0.0));
    return weight > 0 && weight >= weights.getOrDefault("identity", 0.0);
  }
}
