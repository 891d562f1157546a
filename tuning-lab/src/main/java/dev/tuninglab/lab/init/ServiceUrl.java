package dev.tuninglab.lab.init;

import dev.tuninglab.lab.experiment.BadInput;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where a service is.
 *
 * @param scheme http or https
 * @param host lower case
 * @param path path and query, sanitised; empty or starting with '/'
 */
record ServiceUrl(String scheme, String host, int port, String path) {

  /**
   * @param key what the text is, for errors: {@code --url}
   * @throws BadInput if it is not a URL of a service
   */
  static ServiceUrl parse(String key, String text) {
    try {
      URI uri = new URI(text);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      if (uri.getRawUserInfo() != null) {
        throw new BadInput(key + " must hold no user and no password");
      }
      if (!scheme.matches("https?") || uri.getHost() == null) {
        throw new BadInput(
            key + " must be a URL such as http://localhost:8080, but was '" + text + "'");
      }
      String path = uri.getRawPath() == null ? "" : uri.getRawPath();
      String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
      if (port < 1 || port > 65_535) {
        throw new BadInput(key + " must name a port of 1 to 65535, but was '" + text + "'");
      }
      return new ServiceUrl(
          scheme,
          uri.getHost().toLowerCase(Locale.ROOT),
          port,
          UrlText.literal((path.equals("/") && query.isEmpty() ? "" : path) + query));
    } catch (URISyntaxException e) {
      throw new BadInput(
          key + " must be a URL such as http://localhost:8080, but was '" + text + "'", e);
    }
  }

  /** Scheme, host and port, without a path. */
  String origin() {
    boolean usual = port == (scheme.equals("https") ? 443 : 80);
    return scheme + "://" + host + (usual ? "" : ":" + port);
  }

  /** The path without query and without a '/' at its end: what paths of requests go behind. */
  String base() {
    return path.replaceFirst("\\?.*", "").replaceFirst("/+$", "");
  }

  /** The path and query to ask for. */
  String target() {
    return path.startsWith("/") ? path : "/" + path;
  }

  /** Whether that is its host and port; localhost and 127.0.0.1 are one. */
  boolean isAt(String otherHost, int otherPort) {
    return port == otherPort && plain(host).equals(plain(otherHost.toLowerCase(Locale.ROOT)));
  }

  private static String plain(String host) {
    return host.equals("localhost") || host.equals("[::1]") ? "127.0.0.1" : host;
  }
}
