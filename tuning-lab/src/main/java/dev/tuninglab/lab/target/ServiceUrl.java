package dev.tuninglab.lab.target;

import dev.tuninglab.lab.experiment.BadInput;
import java.net.URI;

/**
 * Where a service runs that the lab did not start.
 *
 * @param uri scheme, host and port
 */
record ServiceUrl(URI uri) {
  /**
   * @throws BadInput if it is of another form
   */
  static ServiceUrl parse(String key, String text) {
    String filled = Placeholders.fill(key, text);
    URI given;
    try {
      given = URI.create(filled);
    } catch (IllegalArgumentException e) {
      throw wrong(key, text, e);
    }
    boolean http = "http".equals(given.getScheme());
    boolean bare = given.getRawPath() == null || given.getRawPath().matches("/?");
    if (!(http || "https".equals(given.getScheme()))
        || given.getHost() == null
        || !bare
        || given.getRawUserInfo() != null
        || given.getRawQuery() != null
        || given.getRawFragment() != null
        || given.getPort() == 0
        || given.getPort() > 65_535) {
      throw wrong(key, text, null);
    }
    int port = given.getPort() > 0 ? given.getPort() : http ? 80 : 443;
    return new ServiceUrl(URI.create(given.getScheme() + "://" + given.getHost() + ":" + port));
  }

  /** As it was written: filled in, it may hold a secret. */
  private static BadInput wrong(String key, String text, Exception cause) {
    return new BadInput(
        key
            + " must be scheme, host and port, such as http://127.0.0.1:8080, but was '"
            + text
            + "'",
        cause);
  }

  String host() {
    return uri.getHost();
  }
}
