package dev.tuninglab.lab.panel;

import java.util.Map;
import org.eclipse.jetty.http.HttpFields;

/** What every answer says of itself, so that a browser lets no other page near the panel. */
final class Headers {
  private static final String PAGE =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  /**
   * For files that anybody may have made: they run as a page of no origin, which can neither call
   * the panel nor any other place.
   */
  static final Map<String, String> FOREIGN =
      Map.of(
          "Content-Security-Policy",
          "sandbox allow-scripts; default-src 'self' 'unsafe-inline' data:; connect-src 'none';"
              + " base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
          // Of no origin: what it loads from its own folder comes from elsewhere.
          "Cross-Origin-Resource-Policy",
          "cross-origin");

  private Headers() {}

  static void put(HttpFields.Mutable headers) {
    headers.put("Content-Security-Policy", PAGE);
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
  }
}
